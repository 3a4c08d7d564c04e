import { z } from 'zod';
import { escalader } from '../src/subgraphs/ase';
import { defineJob } from './job';

declare module './job' {
  interface JobContext {
    readonly newId: () => string;
    /** Wakes the relay: something is owed to someone. */
    readonly committed: () => void;
  }
}

/** Tells the next rung of every urgent measure that nobody acknowledged. Overdue rungs fire once, whatever was missed. */
export const surveillerEscalades = defineJob({
  name: 'surveiller-escalades',
  // Its own queue: a backlog of ordinary deliveries never delays it.
  queue: 'escalades',
  schema: z.object({}),
  attempts: 1,
  timeoutMs: 30_000,
  everyMs: 2_000,
  run: async ({ database, clock, newId, committed }) => {
    if ((await escalader(database, { now: clock.now(), newId })) > 0) committed();
  },
});
