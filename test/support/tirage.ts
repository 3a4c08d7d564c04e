/** Draws from a seed, so that a run that found something can be played again, and the same population invented again. */
export interface Tirage {
  /** From 0 to 1, 1 excluded. */
  reel(): number;
  /** From 0 to `n` - 1. */
  entier(n: number): number;
  /** Both ends included. */
  entre(min: number, max: number): number;
  parmi<T>(liste: readonly T[]): T;
  /** True once in `1 / probabilite` times. */
  vrai(probabilite: number): boolean;
}

/** Mulberry32. */
export function tirageDe(graine: number): Tirage {
  let etat = graine >>> 0;
  const reel = () => {
    etat = (etat + 0x6d2b79f5) >>> 0;
    let melange = Math.imul(etat ^ (etat >>> 15), etat | 1);
    melange ^= melange + Math.imul(melange ^ (melange >>> 7), melange | 61);
    return ((melange ^ (melange >>> 14)) >>> 0) / 2 ** 32;
  };
  const entier = (n: number) => Math.floor(reel() * n);
  return {
    reel,
    entier,
    entre: (min, max) => min + entier(max - min + 1),
    parmi: (liste) => {
      const choisi = liste[entier(liste.length)];
      if (choisi === undefined) throw new Error('nothing to draw from');
      return choisi;
    },
    vrai: (probabilite) => reel() < probabilite,
  };
}
