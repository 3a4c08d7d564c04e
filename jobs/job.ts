import type { z } from 'zod';
import type { Connectors } from '../connectors/registry';
import type { Clock } from '../src/platform/clock';
import type { Database } from '../src/platform/database';
import type { LivraisonsEnLot } from '../src/platform/deliveries-batch';
import type { Logger } from '../src/platform/logger';
import type { Places } from './places';

/** What a job may use. A folder that brings a job with other needs adds them here by declaration merging. */
export interface JobContext {
  readonly database: Database;
  readonly livraisons: LivraisonsEnLot;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly connectors: Connectors;
  readonly places: Places;
  /** Spreads retries: from 0 to 1. */
  readonly random: () => number;
}

export interface JobDefinition<P> {
  readonly name: string;
  /** Jobs of one queue share its workers: what must never wait behind a backlog has its own. */
  readonly queue: string;
  /** Identifiers and counts only: a payload leaves the database. */
  readonly schema: z.ZodType<P>;
  /** Attempts made by the queue. What the ledger retries itself says 1. */
  readonly attempts: number;
  /** First wait between two attempts of the queue; it doubles. */
  readonly backoffMs?: number;
  readonly timeoutMs: number;
  /** Runs again and again, once for all workers. */
  readonly everyMs?: number;
  readonly run: (context: JobContext, payload: P, signal: AbortSignal) => Promise<void>;
}

/** A job once its payload type is closed over. */
export type HubJobDefinition = Omit<JobDefinition<unknown>, 'schema' | 'run'> & {
  /** Parses, then runs within the time given. */
  readonly handle: (context: JobContext, payload: unknown) => Promise<void>;
};

export class JobTimeoutError extends Error {
  readonly code = 'DELAI_DEPASSE';
}

export function defineJob<P>(definition: JobDefinition<P>): HubJobDefinition {
  const { schema, run, ...rest } = definition;
  return {
    ...rest,
    handle: async (context, payload) => {
      const parsed = schema.parse(payload);
      const controller = new AbortController();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, refuse) => {
        timer = setTimeout(() => {
          const error = new JobTimeoutError(`${definition.name} took more than ${String(definition.timeoutMs)} ms`);
          controller.abort(error);
          refuse(error);
        }, definition.timeoutMs);
      });
      try {
        await Promise.race([run(context, parsed, controller.signal), late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
