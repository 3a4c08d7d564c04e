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

/** Months are added first, then days (CPC, art. 641 al. 3). */
export interface Duree {
  readonly mois?: number;
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
  if (typeof depart !== 'string') {
    return jourDe(depart instanceof Date ? depart.getTime() : depart.epochMilliseconds, fuseau);
  }
  const jour = depart.slice(0, 10);
  const isInstant = INSTANT.test(depart);
  if ((!isInstant && !JOUR_SEUL.test(depart)) || ajouterDuree(jour, {}) !== jour) {
    throw new RangeError(`« ${depart} » n’est ni un jour (AAAA-MM-JJ) ni un instant ISO 8601 avec son décalage.`);
  }
  return isInstant ? jourDe(Date.parse(depart), fuseau) : depart;
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
 * The day reached after a delay in months and days. The starting day does not count; a month ends on the same day
 * number or, if there is none, on its last day (CPC, art. 641).
 * Throws a `RangeError` for hours: they are counted from an instant, not from a day.
 */
export function ajouterDuree(jour: Jour, { mois = 0, jours = 0, heures = 0 }: Duree): Jour {
  if (heures !== 0) throw new RangeError('Un délai en heures se compte à partir d’un instant, pas d’un jour.');
  const { year, month, day } = parts(jour);
  const lastDay = new Date(Date.UTC(year, month + mois, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + mois, Math.min(day, mois === 0 ? day : lastDay) + jours));
}

const SEMAINE = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
const MOIS = [
  ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin'],
  ...['juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
];

/** `samedi 28 février 2026`, `jeudi 1er janvier 2026`. */
export function enToutesLettres(jour: Jour): string {
  const { year, month, day } = parts(jour);
  const weekday = SEMAINE[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? '';
  return `${weekday} ${day === 1 ? '1er' : day} ${MOIS[month - 1] ?? ''} ${year}`;
}

function parts(jour: Jour): { year: number; month: number; day: number } {
  return { year: Number(jour.slice(0, 4)), month: Number(jour.slice(5, 7)), day: Number(jour.slice(8, 10)) };
}

function iso(epochMilliseconds: number): Jour {
  return Number.isNaN(epochMilliseconds) ? '' : new Date(epochMilliseconds).toISOString().slice(0, 10);
}
