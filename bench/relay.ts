import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { encombrer, enAttente } from './arriere';
import { median, type Bench, type BenchContext } from './bench';
import { installer } from './installation';
import { processus } from './processus';

const EVENEMENTS = 5_000;
const ROUNDS = 3;
const EVERY_MS = 20;
const CONCURRENCY = 50;
const RATIO_MIN = 0.7;
const PAR_SECONDE_MIN = 1_000;

/** From the ledger of deliveries to the partner's acknowledgement, one worker, on Redis. */
export const relay: Bench = {
  name: 'relay',
  dessin: {
    titre: 'Notifications du grand livre au partenaire, sur Redis',
    unite: 'par seconde',
    barres: { hub: 'hub, acquittées', 'raw BullMQ': 'BullMQ seul' },
    rapport: 'Hub / BullMQ seul',
    sens: 'au moins',
  },
  run: async ({ progress, cleanup }) => {
    const { env, database, abonnes, redisUrl } = await installer({ name: 'relay', abonnes: ['crip'], cleanup });
    await processus('ouvrier-seul', env, cleanup);
    const brute = await fileBrute(redisUrl, cleanup);
    const hub: number[] = [];
    const bruts: number[] = [];
    // The first round compiles, plans and fills caches: it is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const avant = abonnes.crip.effects.length;
      const debut = performance.now();
      await encombrer(database, EVENEMENTS);
      while ((await enAttente(database)) > 0) await sleep(EVERY_MS);
      const duHub = (EVENEMENTS * 1_000) / (performance.now() - debut);
      if (abonnes.crip.effects.length - avant !== EVENEMENTS)
        throw new Error('Some deliveries took no effect, or two.');
      const brut = await brute();
      progress(
        `round ${String(round)} of ${String(ROUNDS)}: hub ${duHub.toFixed(0)}/s, raw BullMQ ${brut.toFixed(0)}/s`,
      );
      if (round === 0) continue;
      hub.push(duHub);
      bruts.push(brut);
    }
    const [parSeconde, raw] = [Math.round(median(hub)), Math.round(median(bruts))];
    const ratio = Math.round((parSeconde / raw) * 100) / 100;
    return {
      bench: 'relay',
      what: 'notifications delivered by one worker, acknowledged by the partner, against raw BullMQ bulk add and process',
      rounds: ROUNDS,
      unit: 'per second',
      medians: { hub: parSeconde, 'raw BullMQ': raw },
      ratios: { 'hub / raw': ratio },
      ratio,
      goal: RATIO_MIN,
      facts: { events: EVENEMENTS },
      promises: {
        [`at least ${String(RATIO_MIN)} of raw BullMQ`]: ratio >= RATIO_MIN,
        [`at least ${String(PAR_SECONDE_MIN)} a second`]: parSeconde >= PAR_SECONDE_MIN,
      },
    };
  },
};

/** As many jobs as there are events, added in lots and run by a worker that does nothing. @returns how many a second */
async function fileBrute(url: string, cleanup: BenchContext['cleanup']): Promise<() => Promise<number>> {
  const connection = { url, maxRetriesPerRequest: null };
  let faits = 0;
  const worker = new Worker(
    'bench-relay',
    () => {
      faits += 1;
      return Promise.resolve();
    },
    { connection, concurrency: CONCURRENCY },
  );
  const queue = new Queue('bench-relay', { connection, defaultJobOptions: { removeOnComplete: true } });
  cleanup(async () => {
    await worker.close();
    await queue.close();
  });
  await worker.waitUntilReady();
  return async () => {
    faits = 0;
    const debut = performance.now();
    for (let ajoutes = 0; ajoutes < EVENEMENTS; ajoutes += 100)
      await queue.addBulk(Array.from({ length: 100 }, (_, i) => ({ name: 'un', data: { rang: ajoutes + i } })));
    while (faits < EVENEMENTS) await sleep(1);
    return (EVENEMENTS * 1_000) / (performance.now() - debut);
  };
}
