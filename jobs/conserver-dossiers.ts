import { z } from 'zod';
import { examinerDossiers } from '../src/subgraphs/crip';
import { defineJob } from './job';

const JOUR_MS = 24 * 3_600_000;

/** Moves closed files to the restricted archive, and lists for the archivist those whose time is over. */
export const conserverDossiers = defineJob({
  name: 'conserver-dossiers',
  // Some seconds a day, in batches: not worth a queue, and its connections, of its own.
  queue: 'echeances',
  schema: z.object({}),
  attempts: 1,
  timeoutMs: 50_000,
  everyMs: JOUR_MS,
  run: async ({ database, clock, newId, logger }, _, signal) => {
    const { archives, listes } = await examinerDossiers(database, { now: clock.now(), newId, signal });
    if (archives > 0) logger.info('files archived', { nombre: archives });
    if (listes > 0) logger.info('eliminations listed', { nombre: listes });
  },
});
