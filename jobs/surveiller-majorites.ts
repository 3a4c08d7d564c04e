import { z } from 'zod';
import { terminerALaMajorite } from '../src/subgraphs/ase';
import { registres } from '../src/subgraphs/registry';
import { defineJob } from './job';

/** Ends each measure that majority ends, once, on the day of the birthday where the child is. */
export const surveillerMajorites = defineJob({
  name: 'surveiller-majorites',
  queue: 'echeances',
  schema: z.object({}),
  attempts: 1,
  timeoutMs: 50_000,
  everyMs: 5_000,
  run: async ({ database, clock, newId, committed }, _, signal) => {
    const balayage = { now: clock.now(), newId, registres: registres(), signal };
    if ((await terminerALaMajorite(database, balayage)) > 0) committed();
  },
});
