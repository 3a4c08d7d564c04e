import { enToutesLettres, type Fuseau, type Jour } from './calendar';

const HEURE = 3_600_000;
const MINUTE = 60_000;

/** Hours are real hours: a night when the clocks change does not lengthen or shorten them. */
export function ajouterHeures(epochMilliseconds: number, heures: number): number {
  return epochMilliseconds + heures * HEURE;
}

const formats = new Map<Fuseau, Intl.DateTimeFormat>();

function format(fuseau: Fuseau): Intl.DateTimeFormat {
  let one = formats.get(fuseau);
  if (one === undefined) {
    // Swedish writes dates as ISO 8601 does, hours from 00 to 23.
    one = new Intl.DateTimeFormat('sv-SE', { timeZone: fuseau, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(fuseau, one);
  }
  return one;
}

/** ISO 8601 in local time with its offset, to the second: `2026-03-30T11:00:00+02:00`. */
export function instantLocal(epochMilliseconds: number, fuseau: Fuseau): string {
  const local = format(fuseau).format(epochMilliseconds).replace(' ', 'T');
  const minutes = Math.round((Date.parse(`${local}Z`) - epochMilliseconds) / MINUTE);
  const absolute = Math.abs(minutes);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${pad(Math.floor(absolute / 60))}:${pad(absolute % 60)}`;
}

/** `lundi 30 mars 2026 à 11 h 00`, from what `instantLocal` wrote. */
export function instantEnToutesLettres(local: string): string {
  return `${enToutesLettres(jourDInstant(local))} à ${local.slice(11, 13)} h ${local.slice(14, 16)}`;
}

/** The local day of what `instantLocal` wrote. */
export function jourDInstant(local: string): Jour {
  return local.slice(0, 10);
}
