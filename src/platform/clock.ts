import type { Database } from './database';
import type { Logger } from './logger';

/**
 * Time as the law counts it (deadlines, escalation). Passed in, so that a scenario can move it.
 * Security (token expiry, signature timestamps) always reads the machine's own clock.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export interface SharedClock extends Clock {
  stop(): void;
}

/** Less than this is the way there and back: the machine's own clock is then believed. */
const TOLERANCE_MS = 1_000;
const CHECK_MS = 30_000;

/**
 * The machine's clock, corrected by that of PostgreSQL when they differ: all the processes of a hub then share one time.
 * A machine minutes ahead would otherwise hold leases that nobody else sees end, escalate too early, and sign requests
 * that partners refuse.
 */
export async function sharedClock({
  database,
  logger,
  checkMs = CHECK_MS,
}: {
  readonly database: Pick<Database, 'query'>;
  readonly logger: Logger;
  readonly checkMs?: number;
}): Promise<SharedClock> {
  let offset = 0;
  const check = async () => {
    const before = performance.now();
    const [row] = await database.query<{ le: Date }>('SELECT clock_timestamp() AS le');
    const elsewhere = (row?.le.getTime() ?? NaN) + (performance.now() - before) / 2;
    const found = elsewhere - Date.now();
    const wrong = Math.abs(found) > TOLERANCE_MS;
    if (wrong && Math.abs(found - offset) > TOLERANCE_MS)
      logger.warn('horloge.decalee', { composant: 'machine', dureeMs: Math.round(found) });
    offset = wrong ? found : 0;
  };
  await check();
  // While the database is away, the last correction holds.
  const timer = setInterval(() => void check().catch(() => undefined), checkMs);
  timer.unref();
  return {
    now: () => new Date(Date.now() + offset),
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** A clock that runs with the machine's but can be moved forward. */
export function movableClock(): Clock & { advance(milliseconds: number): void } {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    advance: (milliseconds) => {
      offset += milliseconds;
    },
  };
}
