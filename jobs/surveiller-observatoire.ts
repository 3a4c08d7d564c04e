import { z } from 'zod';
import { arreterIndicateurs } from '../src/observatoire/arreter-indicateurs';
import { ouvrirExtractions } from '../src/observatoire/ouvrir-extractions';
import { defineJob } from './job';

/**
 * Of the year that has ended: opens on 1 January what each collectivité owes the observatories (CASF D226-3-7), arrests its
 * figures on 1 May (L226-3-3).
 */
export const surveillerObservatoire = defineJob({
  name: 'surveiller-observatoire',
  queue: 'echeances',
  schema: z.object({}),
  attempts: 1,
  timeoutMs: 50_000,
  everyMs: 60_000,
  run: async ({ database, clock, newId }) => {
    await ouvrirExtractions(database, { now: clock.now(), newId });
    await arreterIndicateurs(database, { now: clock.now(), newId });
  },
});
