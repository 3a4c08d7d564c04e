import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { homeOf } from '../src/platform/embedded-postgres-binaries';
import { freePort } from '../src/platform/free-port';
import { median, type Bench, type BenchContext } from './bench';

const ROUNDS = 5;
const COLD_MS = 4_000;
const WARM_MS = 1_500;
const EVERY_MS = 10;
const MAIN = resolve(__dirname, '../src/main.js');

/** From `node dist/src/main.js`, API and worker and an embedded PostgreSQL, to a hub that says it is ready. */
export const start: Bench = {
  name: 'start',
  dessin: {
    titre: 'Du lancement au hub prêt, PostgreSQL embarqué compris',
    unite: 'ms',
    barres: { cold: 'dossier vide', warm: 'dossier existant' },
    rapport: 'Part du temps permis (4 s et 1,5 s)',
    sens: 'au plus',
  },
  run: async ({ progress, cleanup }) => {
    const times = { cold: [] as number[], warm: [] as number[] };
    // The first round copies PostgreSQL's binaries and fills the system's caches: it is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
      // PostgreSQL runs as another user than root, who must be able to enter.
      chmodSync(folder, 0o711);
      cleanup(async () => {
        rmSync(await homeOf(join(folder, 'hub', 'pg')), { recursive: true, force: true });
        rmSync(folder, { recursive: true, force: true });
      });
      const cold = await untilReady(join(folder, 'hub'), cleanup);
      const warm = await untilReady(join(folder, 'hub'), cleanup);
      progress(`round ${String(round)} of ${String(ROUNDS)}: cold ${cold.toFixed(0)} ms, warm ${warm.toFixed(0)} ms`);
      if (round === 0) continue;
      times.cold.push(cold);
      times.warm.push(warm);
    }
    const cold = Math.round(median(times.cold));
    const warm = Math.round(median(times.warm));
    const part = Math.round(Math.max(cold / COLD_MS, warm / WARM_MS) * 100) / 100;
    return {
      bench: 'start',
      what: 'from the command to a hub that is ready, on an empty folder (cold) and on its own (warm)',
      rounds: ROUNDS,
      medians: { cold, warm },
      ratios: { 'of the time allowed': part },
      ratio: part,
      goal: 1,
      facts: {},
      promises: {
        [`cold under ${String(COLD_MS)} ms`]: cold < COLD_MS,
        [`warm under ${String(WARM_MS)} ms`]: warm < WARM_MS,
      },
    };
  },
};

async function untilReady(folder: string, cleanup: BenchContext['cleanup']): Promise<number> {
  const port = await freePort();
  const env = { PATH: process.env['PATH'], HUB_DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'fatal' };
  const started = performance.now();
  const hub = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<number | null>((done) => hub.once('exit', done));
  const stop = async () => {
    if (hub.exitCode === null) hub.kill('SIGTERM');
    await ended;
  };
  cleanup(stop);
  while (!(await ready(port))) {
    if (hub.exitCode !== null) throw new Error(`The hub ended with ${String(hub.exitCode)} before it was ready.`);
    await new Promise((done) => setTimeout(done, EVERY_MS));
  }
  const elapsed = performance.now() - started;
  await stop();
  return elapsed;
}

function ready(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${String(port)}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
