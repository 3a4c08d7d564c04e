/** Records by their keys, in memory: what an index of PostgreSQL does for the hub. */
export interface Registre {
  /** Those that share a key, the latest first, no more than `MAX` of them. */
  candidats(cles: readonly string[]): number[];
  ajouter(cles: readonly string[], rang: number): void;
}

const MAX = 100;
const PAR_CLE = 40;
const CASES = 2 ** 22;

/** Chains of a hash table in typed arrays: ten million keys in some 100 MB. Two keys of one hash only cost a comparison. */
export function registre(nombre: number): Registre {
  const tetes = new Int32Array(CASES).fill(-1);
  let hachages = new Uint32Array(nombre * 8);
  let rangs = new Int32Array(nombre * 8);
  let suivants = new Int32Array(nombre * 8);
  let taille = 0;
  const agrandir = () => {
    const plus = <T extends Int32Array | Uint32Array>(ancien: T, neuf: T) => (neuf.set(ancien), neuf);
    hachages = plus(hachages, new Uint32Array(hachages.length * 2));
    rangs = plus(rangs, new Int32Array(rangs.length * 2));
    suivants = plus(suivants, new Int32Array(suivants.length * 2));
  };
  return {
    candidats: (cles) => {
      const vus = new Set<number>();
      for (const cle of cles) {
        const hachage = hacher(cle);
        let trouves = 0;
        for (
          let i = tetes[hachage % CASES] ?? -1;
          i >= 0 && trouves < PAR_CLE && vus.size < MAX;
          i = suivants[i] ?? -1
        ) {
          if (hachages[i] !== hachage) continue;
          vus.add(rangs[i] ?? 0);
          trouves += 1;
        }
      }
      return [...vus];
    },
    ajouter: (cles, rang) => {
      for (const cle of cles) {
        if (taille === rangs.length) agrandir();
        const hachage = hacher(cle);
        hachages[taille] = hachage;
        rangs[taille] = rang;
        suivants[taille] = tetes[hachage % CASES] ?? -1;
        tetes[hachage % CASES] = taille;
        taille += 1;
      }
    },
  };
}

/** FNV-1a, 32 bits. */
function hacher(cle: string): number {
  let hachage = 0x811c9dc5;
  for (let i = 0; i < cle.length; i += 1) hachage = Math.imul(hachage ^ cle.charCodeAt(i), 0x01000193);
  return hachage >>> 0;
}
