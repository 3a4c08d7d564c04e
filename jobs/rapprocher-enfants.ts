import { z } from 'zod';
import { rapprocherFiches } from '../src/subgraphs/crip';
import { registres } from '../src/subgraphs/registry';
import { defineJob } from './job';

/** Says, within seconds, whether what was just written is about a child already known. */
export const rapprocherEnfants = defineJob({
  name: 'rapprocher-enfants',
  queue: 'echeances',
  schema: z.object({}),
  attempts: 1,
  timeoutMs: 50_000,
  everyMs: 5_000,
  run: async ({ database, clock, newId, committed }, _, signal) => {
    await database.query('SELECT crip.expirer_coincidences($1)', [clock.now()]);
    if ((await rapprocherFiches(database, { now: clock.now(), newId, registres: registres(), signal })) > 0)
      committed();
  },
});
