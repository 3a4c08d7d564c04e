import { DIMINUTIFS } from '../../src/domain/identite/diminutifs';
import type { Tirage } from '../../test/support/tirage';

/** One letter lost, doubled, changed, or two that change places; never the first. */
export function faute(mot: string, hasard: Tirage): string {
  if (mot.length < 3) return mot;
  const i = hasard.entre(1, mot.length - 2);
  const [avant, lettre, apres] = [mot.slice(0, i), mot.charAt(i), mot.slice(i + 1)];
  return hasard.parmi([
    avant + apres,
    avant + lettre + lettre + apres,
    avant + hasard.parmi([...'aeiourstnlmp']) + apres,
    avant + apres.charAt(0) + lettre + apres.slice(1),
  ]);
}

const ENTENDUS: readonly (readonly [RegExp, string])[] = [
  [/ph/i, 'f'],
  [/th/i, 't'],
  [/eau/i, 'o'],
  [/au/i, 'o'],
  [/y/i, 'i'],
  [/ck?|qu/i, 'k'],
  [/([lmnrst])\1/i, '$1'],
  [/h/i, ''],
  [/[tdsx]$/i, ''],
  [/ai|ei/i, 'é'],
];

/** As somebody who only heard it writes it. */
export function entendu(mot: string, hasard: Tirage): string {
  const possibles = ENTENDUS.filter(([son]) => son.test(mot.slice(1)));
  if (possibles.length === 0) return mot;
  const [son, ecrit] = hasard.parmi(possibles);
  return mot.charAt(0) + mot.slice(1).replace(son, ecrit);
}

export function capitales(texte: string): string {
  return texte.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
}

const COURTS = new Map<string, string[]>();
for (const [court, longs] of DIMINUTIFS)
  for (const long of longs)
    COURTS.set(long, [...(COURTS.get(long) ?? []), court.charAt(0) + court.slice(1).toLowerCase()]);

/** A short form of the list, else a name that no list knows. */
export function diminutif(prenom: string, hasard: Tirage): string {
  const connus = COURTS.get(capitales(prenom).replace(/[^A-Z]/g, ''));
  if (connus && hasard.vrai(0.8)) return hasard.parmi(connus);
  return prenom.slice(0, hasard.entre(2, 4));
}

export function inverser(date: string): string {
  const [annee = '', mois = '', jour = ''] = date.split('-');
  return Number(jour) <= 12 ? `${annee}-${jour}-${mois}` : date;
}

/** A wrong day, month or year, which is still a day. */
export function fausser(date: string, hasard: Tirage): string {
  const [annee = 0, mois = 0, jour = 0] = date.split('-').map(Number);
  const autre = hasard.parmi([
    [annee, mois, 1 + ((jour + hasard.parmi([0, 9])) % 28)],
    [annee, 1 + (mois % 12), Math.min(jour, 28)],
    [annee + hasard.parmi([-1, 1]), mois, Math.min(jour, 28)],
  ] as const);
  return autre.map((n, i) => String(n).padStart(i === 0 ? 4 : 2, '0')).join('-');
}
