/** A generator of draws that a seed repeats (mulberry32). */
export interface Chance {
  /** 0 ≤ n < max. */
  int(max: number): number;
  happens(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let drawn = Math.imul(state ^ (state >>> 15), state | 1);
    drawn ^= drawn + Math.imul(drawn ^ (drawn >>> 7), drawn | 61);
    return ((drawn ^ (drawn >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (max: number) => Math.floor(next() * max);
  return { int, happens: (probability) => next() < probability, pick: (from) => from[int(from.length)]! };
}
