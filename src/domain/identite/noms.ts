import fonem from 'talisman/phonetics/french/fonem';
import damerauLevenshtein from 'talisman/metrics/damerau-levenshtein';
import { motsDuNom } from '../enfant';

/** A family name, on the forms that are compared. */
export interface Nom {
  /** All its letters: `de La Tour`, `DE LA TOUR` and `Delatour` are one. */
  readonly compact: string;
  /** What is left of it as the particles that begin it are lost: LATOUR, TOUR. */
  readonly restes: readonly string[];
  /** How each of its words sounds, particles set aside. */
  readonly sons: readonly string[];
  /** The same, in one. */
  readonly son: string;
}

const PARTICULES = new Set('D DA DAL DE DEL DELLA DES DI DO DOS DU EL L LA LE LES N O VAN VON'.split(' '));
/** In a shorter word a letter makes another name: Léa and Léna. */
const LETTRES_FAUTE = 5;

export function lireNom(texte: string | null | undefined): Nom | null {
  const mots = motsDuNom(texte ?? '');
  if (mots.length === 0) return null;
  const pleins = mots.filter((mot) => !PARTICULES.has(mot));
  const plein = mots.findIndex((mot) => !PARTICULES.has(mot));
  const restes = mots.slice(0, Math.max(plein, 0)).map((_, perdues) => mots.slice(perdues + 1).join(''));
  const sons = (pleins.length > 0 ? pleins : mots).map(fonem);
  return { compact: mots.join(''), restes, sons, son: sons.join(' ') };
}

/** One slip of the pen: a letter added, lost, changed, or two that changed places. */
export function uneFaute(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= LETTRES_FAUTE && aUneLettre(a, b);
}

export function aUneLettre(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) <= 1 && damerauLevenshtein(a, b) <= 1;
}

export type ProximiteNoms = 'IDENTIQUE' | 'PARTIE' | 'SON' | 'DIFFERENT';

export function comparerNom(a: Nom, b: Nom): ProximiteNoms {
  if (a.compact === b.compact) return 'IDENTIQUE';
  if (a.restes.includes(b.compact) || b.restes.includes(a.compact)) return 'PARTIE';
  if (a.son === b.son || uneFaute(a.compact, b.compact)) return 'SON';
  const [court, long] = a.sons.length <= b.sons.length ? [a, b] : [b, a];
  return court.sons.every((son) => long.sons.includes(son)) ? 'PARTIE' : 'DIFFERENT';
}
