const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** 5 s, then three times longer each time, at most 12 h: quick while an outage is short, patient over a long week-end. */
const BASE_MS = 5 * SECOND;
const FACTOR = 3;
const LONGEST_MS = 12 * HOUR;
const JITTER = 0.1;

export const TENTATIVES_MAX = 16;

/** Wait after the nth failed attempt (1-based), before jitter. */
export function nominalDelay(failures: number): number {
  return Math.min(BASE_MS * FACTOR ** (failures - 1), LONGEST_MS);
}

/**
 * When to try again after `failures` failed attempts, or undefined when the recipient had its last chance.
 * @param random from 0 to 1: spreads the retries of a partner that comes back.
 * @param retryAfterMs what the recipient asked for: lengthens the wait, within the longest one.
 */
export function nextDelay(failures: number, random: number, retryAfterMs = 0): number | undefined {
  if (failures >= TENTATIVES_MAX) return undefined;
  const jittered = nominalDelay(failures) * (1 - JITTER + 2 * JITTER * random);
  return Math.max(Math.round(jittered), Math.min(retryAfterMs, LONGEST_MS));
}
