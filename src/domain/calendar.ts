/** Time zones in which a court or an authority counts its days. */
export const FUSEAUX = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'America/St_Barthelemy',
  'America/Marigot',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Wallis',
] as const;
export type Fuseau = (typeof FUSEAUX)[number];

export const FUSEAU_METROPOLE = 'Europe/Paris' satisfies Fuseau;

/** A calendar day without time or zone, `YYYY-MM-DD`. */
export type Jour = string;

/** Years and months are added first, then weeks and days (CPC, art. 641 al. 3). Hours run from an instant, alone. */
export interface Duree {
  readonly annees?: number;
  readonly mois?: number;
  readonly semaines?: number;
  readonly jours?: number;
  readonly heures?: number;
}

/** A point in time: a `Date`, any Temporal `Instant`, or ISO 8601 text, a bare day or with its offset. */
export type Depart = Date | { readonly epochMilliseconds: number } | string;

const JOUR_SEUL = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

const formats = new Map<Fuseau, Intl.DateTimeFormat>();

/**
 * The day it is in `fuseau` at that moment; a bare day is already local and returned as is.
 * Throws a `RangeError` on text that names no real day, or a time without its offset: guessing could cost a day.
 */
export function jourLocal(depart: Depart, fuseau: Fuseau): Jour {
  if (typeof depart === 'string' && JOUR_SEUL.test(depart) && estJour(depart)) return depart;
  return jourDe(instantDe(depart), fuseau);
}

/** Milliseconds since 1970. Throws a `RangeError` on a bare day, which is no instant, and on text that is no date. */
export function instantDe(depart: Depart): number {
  const epoch = typeof depart === 'string' ? parseInstant(depart) : epochDe(depart);
  if (Number.isFinite(epoch)) return epoch;
  const donne = typeof depart === 'string' ? `« ${depart} »` : 'La date donnée';
  throw new RangeError(`${donne} n’est ni un jour (AAAA-MM-JJ) ni un instant ISO 8601 avec son décalage.`);
}

/** True for a bare day: it says nothing of the hour. */
export function estJourSeul(depart: Depart): boolean {
  return typeof depart === 'string' && JOUR_SEUL.test(depart);
}

function parseInstant(text: string): number {
  return INSTANT.test(text) && estJour(text.slice(0, 10)) ? Date.parse(text) : NaN;
}

function epochDe(depart: Exclude<Depart, string>): number {
  return depart instanceof Date ? depart.getTime() : depart.epochMilliseconds;
}

function estJour(text: string): boolean {
  const { year, month, day } = parts(text);
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= joursDuMois(year, month);
}

function jourDe(epochMilliseconds: number, fuseau: Fuseau): Jour {
  let format = formats.get(fuseau);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: fuseau, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(fuseau, format);
  }
  return format.format(epochMilliseconds).split('/').reverse().join('-');
}

/**
 * The day reached after a delay. The starting day does not count; a month or a year ends on the same day number or, if
 * there is none, on its last day (CPC, art. 641).
 * Throws a `RangeError` for hours, counted from an instant and not from a day, and outside the years 1900 to 9999.
 */
export function ajouterDuree(jour: Jour, duree: Duree): Jour {
  return deplacer(jour, duree, 1);
}

/** The last day on which something owed that long before `jour` can still be done. Same rules, counted backwards. */
export function retrancherDuree(jour: Jour, duree: Duree): Jour {
  return deplacer(jour, duree, -1);
}

function deplacer(
  jour: Jour,
  { annees = 0, mois = 0, semaines = 0, jours = 0, heures = 0 }: Duree,
  sens: 1 | -1,
): Jour {
  if (heures !== 0) throw new RangeError('Un délai en heures se compte à partir d’un instant, pas d’un jour.');
  const { year, month, day } = parts(jour);
  const target = month + sens * (annees * 12 + mois);
  const quantieme = Math.min(day, joursDuMois(year, target));
  return iso(Date.UTC(year, target - 1, quantieme + sens * (semaines * 7 + jours)));
}

/** The month may be out of 1 to 12: it then belongs to another year. */
function joursDuMois(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 0 is Sunday, 6 is Saturday. */
export function jourDeSemaine(jour: Jour): number {
  const { year, month, day } = parts(jour);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

const SEMAINE = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'] as const;
const MOIS = [
  ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin'],
  ...['juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
];

/** `samedi 28 février 2026`, `jeudi 1er janvier 2026`. */
export function enToutesLettres(jour: Jour): string {
  const { year, month, day } = parts(jour);
  return [SEMAINE[jourDeSemaine(jour)], day === 1 ? '1er' : day, MOIS[month - 1], year].join(' ');
}

function parts(jour: Jour): { year: number; month: number; day: number } {
  return { year: Number(jour.slice(0, 4)), month: Number(jour.slice(5, 7)), day: Number(jour.slice(8, 10)) };
}

function iso(epochMilliseconds: number): Jour {
  const year = new Date(epochMilliseconds).getUTCFullYear();
  if (year >= 1900 && year <= 9999) return new Date(epochMilliseconds).toISOString().slice(0, 10);
  throw new RangeError('Ce calcul sort du calendrier connu de la plateforme (années 1900 à 9999).');
}
