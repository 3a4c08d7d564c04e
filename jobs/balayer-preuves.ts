import { z } from 'zod';
import { balayerOidc } from '../src/platform/oidc-rows';
import { defineJob } from './job';

/** Forgets the proofs of identity that could no longer be replayed. */
export const balayerPreuves = defineJob({
  name: 'balayer-preuves',
  // A few milliseconds a minute: not worth a queue, and its connections, of its own.
  queue: 'echeances',
  schema: z.object({}),
  attempts: 1,
  timeoutMs: 50_000,
  everyMs: 60_000,
  run: async ({ database }, _, signal) => {
    // Proofs expire by the machine's clock, which is that of tokens, not by the clock of the law.
    while (!signal.aborted && (await balayerOidc(database, new Date())) > 0);
  },
});
