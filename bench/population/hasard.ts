/** A draw that its seed repeats: two populations of the same seed are the same children. */
export interface Hasard {
  /** In [0, 1[. */
  tirer(): number;
  /** Both ends included. */
  entre(min: number, max: number): number;
  parmi<T>(valeurs: readonly T[]): T;
  /** Whether what happens `part` times in one happened. */
  advient(part: number): boolean;
}

/** Mulberry32: 32 bits of state are enough for names. */
export function hasard(graine: number): Hasard {
  let etat = graine >>> 0;
  const tirer = () => {
    etat = (etat + 0x6d2b79f5) >>> 0;
    let t = etat;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const entre = (min: number, max: number) => min + Math.floor(tirer() * (max - min + 1));
  return {
    tirer,
    entre,
    parmi: (valeurs) => valeurs[entre(0, valeurs.length - 1)] as (typeof valeurs)[number],
    advient: (part) => tirer() < part,
  };
}
