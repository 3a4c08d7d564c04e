import { z } from 'zod';
import { defineJob } from './job';

declare module './job' {
  interface JobContext {
    /** Absent: this hub exchanges with no other. */
    readonly transferts?: {
      readonly conduire: (signal: AbortSignal) => Promise<number>;
      readonly alerter: () => Promise<number>;
      readonly oublier: () => Promise<number>;
    };
  }
}

/** Takes the files in transit to other hubs further; says which ones wait for too long. The ledger says what is due, and when. */
export const conduireTransferts = defineJob({
  name: 'conduire-transferts',
  // Its own queue: a hub that hangs delays no delivery.
  queue: 'transferts',
  schema: z.object({}),
  attempts: 1,
  timeoutMs: 15 * 60_000,
  everyMs: 2_000,
  run: async ({ transferts }, _, signal) => {
    await transferts?.conduire(signal);
    await transferts?.alerter();
    await transferts?.oublier();
  },
});
