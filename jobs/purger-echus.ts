import { z } from 'zod';
import { purgerEchus } from '../src/subgraphs/preuve';
import { defineJob } from './job';

const JOUR_MS = 24 * 3_600_000;

/** Destroys what the hub wrote to do its work, once the retention table says so (docs/conservation.md). */
export const purgerLesEchus = defineJob({
  name: 'purger-echus',
  queue: 'echeances',
  schema: z.object({}),
  attempts: 1,
  timeoutMs: 50_000,
  everyMs: JOUR_MS,
  run: async ({ database, clock, newId, logger }, _, signal) => {
    const purgees = await purgerEchus(database, { now: clock.now(), newId, signal });
    for (const [etat, nombre] of Object.entries(purgees)) if (nombre > 0) logger.info('purged', { etat, nombre });
  },
});
