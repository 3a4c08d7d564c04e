import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cloneDatabase } from '../support/database';
import { typescriptHook } from '../support/typescript-hook';

/** How a hub that was asked to stop answers, until it does no more. */
async function watch(url: string): Promise<string[]> {
  const seen: string[] = [];
  for (;;) {
    const statuses = await Promise.all(
      ['readyz', 'livez'].map((path) => fetch(`${url}/${path}`).then((r) => r.status)),
    ).catch(() => undefined);
    if (statuses === undefined) return seen;
    const line = statuses.join(' ');
    if (seen.at(-1) !== line) seen.push(line);
    await sleep(50);
  }
}

test('SIGTERM: the hub says that it is not ready, serves a while, then ends in order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shutdown-'));
  const { url: databaseUrl, drop } = await cloneDatabase();
  const env = {
    PATH: process.env['PATH'] ?? '',
    ...{ PORT: '0', HUB_DATA_DIR: folder, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent', SHUTDOWN_DELAY_MS: '1000' },
  };
  const child = spawn(process.execPath, ['-r', typescriptHook(folder), resolve('src/main.ts')], { env });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const url = await new Promise<string>((done) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const ready = /http:\/\/[\d.:]+/.exec(chunk.toString())?.[0];
      if (ready !== undefined) done(ready);
    });
  });
  expect((await fetch(`${url}/readyz`)).status).toBe(200);

  const started = performance.now();
  child.kill('SIGTERM');
  const seen = await watch(url);
  expect(seen.slice(-1)).toEqual(['503 200']);
  expect(performance.now() - started).toBeGreaterThan(900);
  expect(await ended).toBe(0);
  await drop();
  rmSync(folder, { recursive: true });
});
