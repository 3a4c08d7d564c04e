/**
 * Time as the law counts it (deadlines, escalation). Passed in, so that a scenario can move it.
 * Security (token expiry, signature timestamps) always reads the machine's own clock.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

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
