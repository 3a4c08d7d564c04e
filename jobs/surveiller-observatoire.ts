import { z } from 'zod';
import { ouvrirExtractions } from '../src/observatoire/ouvrir-extractions';
import { defineJob } from './job';

/** Opens, on 1 January, what each collectivité owes the observatories for the year that has ended (CASF D226-3-7). */
export const surveillerObservatoire = defineJob({
  name: 'surveiller-observatoire',
  queue: 'echeances',
  schema: z.object({}),
  attempts: 1,
  timeoutMs: 50_000,
  everyMs: 60_000,
  run: async ({ database, clock, newId }) => {
    await ouvrirExtractions(database, { now: clock.now(), newId });
  },
});
