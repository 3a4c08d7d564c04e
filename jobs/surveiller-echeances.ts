import { z } from 'zod';
import { balayerEcheances } from '../src/platform/echeances-balayage';
import { defineJob } from './job';

/** Warns of every statutory deadline that comes near, and tells once that it is past (docs/echeances.md). */
export const surveillerEcheances = defineJob({
  name: 'surveiller-echeances',
  // Its own queue: a backlog of deliveries never delays it.
  queue: 'echeances',
  schema: z.object({}),
  attempts: 1,
  timeoutMs: 50_000,
  everyMs: 2_000,
  run: async ({ database, clock, newId, committed }, _, signal) => {
    if ((await balayerEcheances(database, { now: clock.now(), newId, signal })) > 0) committed();
  },
});
