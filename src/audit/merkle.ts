import { createHash } from 'node:crypto';

/**
 * The Merkle tree of RFC 9162 § 2.1, over nodes that are kept by level and index: the leaves are level 0, and node
 * (l, i) covers the leaves from i·2^l to (i+1)·2^l. Sizes may exceed 2^32: no bitwise operator here.
 */
export interface CleNoeud {
  readonly niveau: number;
  readonly indice: number;
}

export interface Noeud extends CleNoeud {
  readonly hash: Buffer;
}

/** Leaves from `debut` to `fin`, excluded: one hash of a proof. */
export interface Etendue {
  readonly debut: number;
  readonly fin: number;
}

const FEUILLE = Buffer.of(0);
const NOEUD = Buffer.of(1);

export function hashFeuille(contenu: Uint8Array): Buffer {
  return createHash('sha256').update(FEUILLE).update(contenu).digest();
}

export function hashNoeud(gauche: Uint8Array, droite: Uint8Array): Buffer {
  return createHash('sha256').update(NOEUD).update(gauche).update(droite).digest();
}

/** The complete subtrees that make up a range aligned as those of a proof are, from left to right: at most log n. */
export function sousArbres({ debut, fin }: Etendue): CleNoeud[] {
  const noeuds: CleNoeud[] = [];
  for (let reste = debut; reste < fin;) {
    const niveau = Math.floor(Math.log2(fin - reste));
    noeuds.push({ niveau, indice: reste / 2 ** niveau });
    reste += 2 ** niveau;
  }
  return noeuds;
}

/** The hash of a range, from those of its complete subtrees. That of no leaf is the hash of nothing. */
export function replier(hashes: readonly Buffer[]): Buffer {
  const dernier = hashes.at(-1);
  if (dernier === undefined) return createHash('sha256').digest();
  return hashes.slice(0, -1).reduceRight((droite, gauche) => hashNoeud(gauche, droite), dernier);
}

/** A tree that grows by its right edge: it holds log n hashes, whatever its size. */
export interface Bord {
  readonly taille: number;
  /** Hashes of `sousArbres({ debut: 0, fin: taille })`. */
  readonly sommets: readonly Buffer[];
}

export const BORD_VIDE: Bord = { taille: 0, sommets: [] };

/** Adds a leaf. @returns the nodes that it completes, the leaf first. */
export function ajouter({ taille, sommets }: Bord, feuille: Buffer): { bord: Bord; noeuds: Noeud[] } {
  const suite = [...sommets];
  const noeuds: Noeud[] = [{ niveau: 0, indice: taille, hash: feuille }];
  let [hash, niveau, indice] = [feuille, 0, taille];
  while (indice % 2 === 1) {
    const gauche = suite.pop();
    if (gauche === undefined) throw new Error(`a tree of ${taille} leaves has ${sommets.length} summits`);
    hash = hashNoeud(gauche, hash);
    niveau += 1;
    indice = (indice - 1) / 2;
    noeuds.push({ niveau, indice, hash });
  }
  return { bord: { taille: taille + 1, sommets: [...suite, hash] }, noeuds };
}

/** Largest power of two below `taille`. */
function moitie(taille: number): number {
  return 2 ** (Math.ceil(Math.log2(taille)) - 1);
}

/** PATH of § 2.1.3.1: what is hashed with the leaf `indice`, level by level, to give the root of `taille` leaves. */
export function cheminInclusion(indice: number, taille: number): Etendue[] {
  const remonter = (debut: number, fin: number): Etendue[] => {
    if (fin - debut === 1) return [];
    const milieu = debut + moitie(fin - debut);
    return indice < milieu
      ? [...remonter(debut, milieu), { debut: milieu, fin }]
      : [...remonter(milieu, fin), { debut, fin: milieu }];
  };
  return remonter(0, taille);
}

/** PROOF of § 2.1.4.1: what shows that the tree of `taille` leaves begins with that of `ancienne`. */
export function cheminCoherence(ancienne: number, taille: number): Etendue[] {
  if (ancienne === 0) return [];
  const comparer = (debut: number, fin: number, entiere: boolean): Etendue[] => {
    if (fin === ancienne) return entiere ? [] : [{ debut, fin }];
    const milieu = debut + moitie(fin - debut);
    return ancienne <= milieu
      ? [...comparer(debut, milieu, entiere), { debut: milieu, fin }]
      : [...comparer(milieu, fin, false), { debut, fin: milieu }];
  };
  return comparer(0, taille, true);
}

export interface PreuveInclusion {
  readonly indice: number;
  readonly taille: number;
  readonly feuille: Buffer;
  readonly chemin: readonly Buffer[];
  readonly racine: Buffer;
}

/** § 2.1.3.2. */
export function verifierInclusion({ indice, taille, feuille, chemin, racine }: PreuveInclusion): boolean {
  if (!(indice >= 0 && indice < taille)) return false;
  let [fn, sn, hash] = [indice, taille - 1, feuille];
  for (const p of chemin) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = hashNoeud(p, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else hash = hashNoeud(hash, p);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && hash.equals(racine);
}

export interface PreuveCoherence {
  readonly ancienne: number;
  readonly taille: number;
  readonly ancienneRacine: Buffer;
  readonly racine: Buffer;
  readonly chemin: readonly Buffer[];
}

/** § 2.1.4.2; a tree of no leaf begins every tree. */
export function verifierCoherence(preuve: PreuveCoherence): boolean {
  const { ancienne, taille, ancienneRacine, racine, chemin } = preuve;
  if (!(ancienne >= 0 && ancienne <= taille)) return false;
  if (ancienne === 0) return chemin.length === 0 && ancienneRacine.equals(replier([]));
  if (ancienne === taille) return chemin.length === 0 && ancienneRacine.equals(racine);
  const [premier, ...suite] = Number.isInteger(Math.log2(ancienne)) ? [ancienneRacine, ...chemin] : chemin;
  if (premier === undefined) return false;
  let [fn, sn, fr, sr] = [ancienne - 1, taille - 1, premier, premier];
  while (fn % 2 === 1) [fn, sn] = [(fn - 1) / 2, Math.floor(sn / 2)];
  for (const c of suite) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [hashNoeud(c, fr), hashNoeud(c, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else sr = hashNoeud(sr, c);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && fr.equals(ancienneRacine) && sr.equals(racine);
}
