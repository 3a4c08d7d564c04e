import { ANNEES_PRES, departement, type Forme } from './forme';
import { aUneLettre, comparerNom } from './noms';
import { comparerPrenoms } from './prenoms';
import type { Comparaison, Niveau } from './niveaux';
import type { NumeroLocal } from './traits';

/** Trait by trait, in either order. */
export function comparer(a: Forme, b: Forme): Comparaison {
  return {
    nom: noms(a, b),
    prenoms: siConnus(a.prenoms, b.prenoms, comparerPrenoms),
    date: dates(a, b),
    sexe: siConnus(a.sexe, b.sexe, (x, y) => (x === y ? 'IDENTIQUE' : 'DIFFERENT')),
    lieu: siConnus(a.lieu, b.lieu, lieux),
    domicile: domiciles(a, b),
    parents: siConnus(a.parents, b.parents, parents),
    ecole: siConnus(a.ecole, b.ecole, (x, y) => (x === y ? 'IDENTIQUE' : 'DIFFERENTE')),
    numero: siConnus(a.numero, b.numero, numeros),
  };
}

function siConnus<V, N>(x: V | null, y: V | null, niveau: (x: V, y: V) => N): N | null {
  return x === null || y === null ? null : niveau(x, y);
}

function noms(a: Forme, b: Forme): Niveau<'nom'> | null {
  if (!a.nom || !b.nom) return null;
  const naissance = comparerNom(a.nom, b.nom);
  if (naissance === 'IDENTIQUE' || (!a.usage && !b.usage)) return naissance;
  const croises = [
    siConnus(a.nom, b.usage, comparerNom),
    siConnus(a.usage, b.nom, comparerNom),
    siConnus(a.usage, b.usage, comparerNom),
  ];
  if (croises.includes('IDENTIQUE')) return 'USAGE';
  const toutes = [naissance, ...croises];
  return (['PARTIE', 'SON'] as const).find((une) => toutes.includes(une)) ?? 'DIFFERENT';
}

function dates(a: Forme, b: Forme): Niveau<'date'> | null {
  if (a.date !== null && b.date !== null) {
    if (a.date === b.date) return 'IDENTIQUE';
    if (inverser(a.date) === b.date) return 'INVERSEE';
    return aUneLettre(a.date, b.date) ? 'PROCHE' : 'DIFFERENTE';
  }
  const [x, y] = [annee(a), annee(b)];
  if (x === null || y === null) return null;
  return Math.abs(x - y) <= ANNEES_PRES ? 'AGE' : 'AGE_ECARTE';
}

function inverser(date: string): string {
  return date.slice(0, 4) + date.slice(6) + date.slice(4, 6);
}

function annee({ date, annee }: Forme): number | null {
  return date === null ? annee : Number(date.slice(0, 4));
}

function lieux(a: string, b: string): Niveau<'lieu'> {
  if (a === b) return 'IDENTIQUE';
  return departement(a) === departement(b) ? 'DEPARTEMENT' : 'DIFFERENT';
}

function domiciles(a: Forme, b: Forme): Niveau<'domicile'> | null {
  const commune = siConnus(a.residence, b.residence, (x, y) => x === y);
  const adresse = siConnus(a.adresse, b.adresse, (x, y) => x === y);
  if (adresse === true && commune !== false) return 'ADRESSE';
  if (commune === true) return 'COMMUNE';
  return commune === false || adresse === false ? 'DIFFERENT' : null;
}

function parents(a: readonly string[], b: readonly string[]): Niveau<'parents'> {
  return a.some((parent) => b.includes(parent)) ? 'COMMUN' : 'DIFFERENTS';
}

/** Of two establishments nothing is learnt. */
function numeros(a: NumeroLocal, b: NumeroLocal): Niveau<'numero'> | null {
  if (a.source !== b.source) return null;
  return a.valeur === b.valeur ? 'IDENTIQUE' : 'AUTRE';
}
