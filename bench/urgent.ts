import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import type { PartnerSimulator } from '../connectors/webhook/simulator';
import { freePort } from '../src/platform/free-port';
import { ordonnance } from '../test/scenarios/envois';
import { NOTIFIER } from '../test/scenarios/operations';
import { encombrer, enAttente } from './arriere';
import { centile, median, type Bench } from './bench';
import { installer } from './installation';
import { processus } from './processus';

const ROUNDS = 5;
const MESURES = 20;
const ARRIERE = 100_000;
const DERRIERE = 100;
const EVERY_MS = 100;
const RATIO_MAX = 3;
const P99_MAX_MS = 2_000;
const ATTENTE_MS = 60_000;

/** From the answer to the procureur to the webhook at the ASE: when nothing waits, and behind a day of ordinary deliveries. */
export const urgent: Bench = {
  name: 'urgent',
  dessin: {
    titre: 'D’une mesure urgente au webhook de l’ASE, sur Redis',
    unite: 'ms',
    barres: {
      'hub, idle': 'hub au repos',
      'raw BullMQ, idle': 'BullMQ seul au repos',
      'hub, behind the backlog': 'hub, derrière 100 000 envois',
    },
    rapport: 'Hub / BullMQ seul, au repos',
    sens: 'au plus',
  },
  run: async ({ progress, cleanup }) => {
    const { env, jetons, database, abonnes, redisUrl } = await installer({
      ...{ name: 'urgent', abonnes: ['ase', 'crip'], cleanup },
    });
    const api = await processus('hub-seul', { ...env, PORT: String(await freePort()) }, cleanup);
    await processus('ouvrier-seul', env, cleanup);
    const brute = await fileBrute(redisUrl, cleanup);
    const envoi = { url: api.url, jeton: jetons.parquet, ase: abonnes.ase };

    const repos: number[] = [];
    const brutes: number[] = [];
    // The first round compiles, plans and fills caches: it is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const [hub, raw] = [await plusieurs(MESURES, () => notifier(envoi)), await plusieurs(MESURES, brute)];
      progress(
        `round ${String(round)} of ${String(ROUNDS)}: hub ${ms(median(hub))} ms, raw BullMQ ${ms(median(raw))} ms`,
      );
      if (round === 0) continue;
      repos.push(...hub);
      brutes.push(...raw);
    }
    progress(`writing ${String(ARRIERE)} ordinary deliveries`);
    await encombrer(database, ARRIERE);
    const derriere: number[] = [];
    for (let i = 0; i < DERRIERE; i += 1) {
      derriere.push(await notifier(envoi));
      if ((i + 1) % 20 === 0) progress(`${String(i + 1)} of ${String(DERRIERE)} urgent measures behind the backlog`);
      await sleep(EVERY_MS);
    }
    const restent = await enAttente(database);
    const ratio = Math.round((median(repos) / median(brutes)) * 10) / 10;
    const p99 = ms(centile(derriere, 0.99));
    return {
      bench: 'urgent',
      what: 'from the commit of a mesure urgente to the webhook received by the ASE, on Redis',
      rounds: ROUNDS,
      medians: {
        'hub, idle': ms(median(repos)),
        'raw BullMQ, idle': ms(median(brutes)),
        'hub, behind the backlog': ms(median(derriere)),
      },
      ratios: { 'hub / raw, idle': ratio },
      ratio,
      goal: RATIO_MAX,
      facts: { 'p99 idle, ms': ms(centile(repos, 0.99)), 'p99 behind, ms': p99, 'still waiting at the end': restent },
      promises: {
        [`idle, at most ${String(RATIO_MAX)} times raw BullMQ`]: ratio <= RATIO_MAX,
        [`p99 under ${String(P99_MAX_MS)} ms behind ${String(ARRIERE)} deliveries`]: p99 < P99_MAX_MS,
        'the backlog lasted as long as the measures': restent > 0,
      },
    };
  },
};

const ms = (value: number) => Math.round(value * 10) / 10;

async function plusieurs(fois: number, une: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let i = 0; i < fois; i += 1) values.push(await une());
  return values;
}

interface Envoi {
  readonly url: string;
  readonly jeton: string;
  readonly ase: PartnerSimulator;
}

/** Milliseconds from the answer, which follows the commit at once, to the webhook; none when it came first. */
async function notifier({ url, jeton, ase }: Envoi): Promise<number> {
  const headers = { authorization: `Bearer ${jeton}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: NOTIFIER, variables: { input: ordonnance() } });
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const { data } = (await answer.json()) as { data: { notifierMesureUrgente: { accuseReception: { id: string } } } };
  const repondu = performance.now();
  const { id } = data.notifierMesureUrgente.accuseReception;
  while (performance.now() - repondu < ATTENTE_MS) {
    const recu = ase.received.find(({ body: { sujet } }) => sujet.id === id);
    if (recu) return Math.max(0, recu.at - repondu);
    await sleep(1);
  }
  throw new Error('The ASE was not told of an urgent measure within a minute.');
}

/** Milliseconds from adding a job to starting it, on the same Redis. */
async function fileBrute(url: string, cleanup: (stop: () => Promise<void>) => void): Promise<() => Promise<number>> {
  const connection = { url, maxRetriesPerRequest: null };
  const attendus = new Map<string, (at: number) => void>();
  const worker = new Worker<{ id: string }>(
    'bench-brute',
    ({ data }) => {
      attendus.get(data.id)?.(performance.now());
      return Promise.resolve();
    },
    { connection },
  );
  const queue = new Queue<{ id: string }>('bench-brute', { connection });
  cleanup(async () => {
    await worker.close();
    await queue.close();
  });
  await worker.waitUntilReady();
  return async () => {
    const id = randomUUID();
    const commence = new Promise<number>((done) => attendus.set(id, done));
    const avant = performance.now();
    await queue.add('un', { id });
    const duree = (await commence) - avant;
    attendus.delete(id);
    return duree;
  };
}
