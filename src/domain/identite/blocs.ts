import fonem from 'talisman/phonetics/french/fonem';
import { entiers } from './diminutifs';
import { ANNEES_PRES, type Forme } from './forme';
import type { Prenoms } from './prenoms';

/**
 * The keys of a record: two records are compared when they share one. Each key leaves something out, so that a mistake
 * there does not hide a child: the birth date without its order of day and month, a name by its sound, the year alone.
 */
export function clesDeBloc(forme: Forme): string[] {
  const { prenoms, date, lieu, adresse, numero } = forme;
  const noms = [...new Set([forme.nom, forme.usage].flatMap((nom) => nom?.sons ?? []))];
  const appels = prenoms ? sonsDesPrenoms(prenoms) : [];
  const jour = date === null ? null : `${date.slice(0, 4)}${[date.slice(4, 6), date.slice(6)].sort().join('')}`;
  const cles = new Set<string>();
  if (jour !== null) {
    for (const nom of noms) cles.add(`jn:${jour}:${nom}`);
    for (const appel of appels) cles.add(`jp:${jour}:${appel}`);
  }
  for (const nom of noms)
    for (const appel of appels) {
      for (const annee of annees(forme)) cles.add(`an:${String(annee)}:${nom}:${appel}`);
      if (lieu !== null) cles.add(`ln:${lieu}:${nom}:${appel}`);
    }
  if (adresse !== null) for (const appel of appels) cles.add(`ap:${adresse}:${appel}`);
  if (numero) cles.add(`no:${numero.source}:${numero.valeur}`);
  return [...cles];
}

/** The first two first names, and what a short form may stand for. */
function sonsDesPrenoms({ premier, autres, son }: Prenoms): string[] {
  return [...new Set([son, ...[...entiers(premier).slice(1), ...autres.slice(0, 1)].map(fonem)])];
}

function annees({ date, annee }: Forme): number[] {
  if (date !== null) return [Number(date.slice(0, 4))];
  if (annee === null) return [];
  return Array.from({ length: 2 * ANNEES_PRES + 1 }, (_, i) => annee - ANNEES_PRES + i);
}
