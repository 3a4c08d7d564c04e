import { LIGNES_ECHEANCE, type RegleEcheance } from './deadlines';
import type { CodeRefus, Refus } from './errors';
import { IDENTIFIANTS, type NomIdentifiant } from './identifiers';

/** Collects what an input breaks, field by field; every check is total and pure. */
export interface Controle {
  readonly refus: readonly Refus[];
  readonly now: Date;
  /** The same control, for a part of the input: `ici` says where its paths stand in the whole. */
  sous(ici: (path: readonly string[]) => readonly string[]): Controle;
  refuser(path: readonly string[], code: CodeRefus, message: string): void;
  /** Its real check rule, when it is given. */
  identifiant(path: readonly string[], nom: NomIdentifiant, value: unknown): void;
  /** Present, and not blank; at most `max` characters (default 200). */
  texte(path: readonly string[], value: string | null | undefined, max?: number): void;
  /** At most `max` characters, when it is given. */
  longueur(path: readonly string[], value: string | null | undefined, max?: number): void;
  /** An instant or a civil date that is not after now. */
  passe(path: readonly string[], value: string | null | undefined): void;
  /** An instant that starts this clock: the law must have one on that day. */
  depart(path: readonly string[], value: string | null | undefined, regle: RegleEcheance): void;
}

/** Sentences that are too long are cut by nobody: the sender is told. */
export const RECIT_MAX = 20_000;
const TEXTE_MAX = 200;
/** A partner's clock may run a little ahead of ours. */
const TOLERANCE_MS = 60_000;
const DEMI_JOUR_MS = 12 * 3_600_000;
/** Before it, a date of today's facts is a mistake of the pen. */
const ANNEE_MIN = 1990;
/** Control characters other than tab and line ends, and what turns the direction of a text over. */
const INTERDITS = /[^\P{Cc}\t\n\r]|[\u202A-\u202E\u2066-\u2069]/u;
const INTERDITS_DANS_UN_NOM = /[\t\n\r]|\p{Noncharacter_Code_Point}/u;
const COURRIEL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function controle(now: Date, options: { production?: boolean } = {}): Controle {
  return controleDe(now, options, [], (path) => path);
}

function controleDe(
  now: Date,
  options: { production?: boolean },
  refus: Refus[],
  ici: (path: readonly string[]) => readonly string[],
): Controle {
  const refuser: Controle['refuser'] = (path, code, message) => {
    refus.push({ path: ici(path), code, message });
  };
  const longueur: Controle['longueur'] = (path, value, max = TEXTE_MAX) => {
    if (value && value.length > max)
      refuser(path, 'TEXTE_TROP_LONG', `${nomDe(path)} : ${String(max)} caractères au plus.`);
    if (value?.includes('\0')) refuser(path, 'VALEUR_INVALIDE', `${nomDe(path)} : le caractère nul n'est pas admis.`);
    else if (value && INTERDITS.test(value))
      refuser(
        path,
        'VALEUR_INVALIDE',
        `${nomDe(path)} : un caractère de contrôle ou d'inversion du sens de lecture n'est pas admis.`,
      );
  };
  return {
    refus,
    now,
    sous: (dedans) => controleDe(now, options, refus, (path) => ici(dedans(path))),
    refuser,
    longueur,
    identifiant: (path, nom, value) => {
      if (value === undefined || value === null) return;
      const parsed = IDENTIFIANTS[nom].parse(value, options);
      if (!parsed.ok) refuser(path, parsed.code, parsed.message);
    },
    texte: (path, value, max) => {
      if (!value?.trim()) refuser(path, 'CHAMP_REQUIS', `${nomDe(path)} : ce champ est obligatoire.`);
      longueur(path, value, max);
    },
    passe: (path, value) => {
      if (!value) return;
      // A civil date is compared as a date: today is not the future, whatever the hour.
      const limit = now.getTime() + TOLERANCE_MS;
      const future = value.length === 10 ? value > jourLePlusAvance(now) : Date.parse(value) > limit;
      if (future) refuser(path, 'DATE_FUTURE', `${nomDe(path)} : la date est dans le futur.`);
    },
    depart: (path, value, regle) => {
      if (!value) return;
      // The day it is in the westernmost zone: the local day of whoever counts is that one or the next.
      const jour = new Date(Date.parse(value) - DEMI_JOUR_MS).toISOString().slice(0, 10);
      const known = LIGNES_ECHEANCE.some((row) => row.regle === regle && (row.validFrom ?? '') <= jour);
      if (!known)
        refuser(path, 'DATE_INVALIDE', `${nomDe(path)} : date trop ancienne, aucun délai légal n'est connu à ce jour.`);
    },
  };
}

/** The name of a person, once `texte` or `longueur` has been said of it: written with letters. */
export function controlerNom(c: Controle, path: readonly string[], value: string | null | undefined): void {
  exigerEcriture(c, path, value, /\p{L}/u, 'une lettre');
}

/** The name of an institution: « 119 » is one. */
export function controlerRaisonSociale(c: Controle, path: readonly string[], value: string | null | undefined): void {
  exigerEcriture(c, path, value, /[\p{L}\p{N}]/u, 'une lettre ou un chiffre');
}

function exigerEcriture(
  c: Controle,
  path: readonly string[],
  value: string | null | undefined,
  ecriture: RegExp,
  minimum: string,
): void {
  if (!value?.trim() || INTERDITS.test(value)) return;
  if (INTERDITS_DANS_UN_NOM.test(value))
    c.refuser(path, 'VALEUR_INVALIDE', `${nomDe(path)} : un nom tient sur une ligne, sans caractère invisible.`);
  else if (!ecriture.test(value))
    c.refuser(path, 'VALEUR_INVALIDE', `${nomDe(path)} : un nom comporte au moins ${minimum}.`);
}

/** A plausible address, once `longueur` has been said of it. */
export function controlerCourriel(c: Controle, path: readonly string[], value: string | null | undefined): void {
  if (!value || value.length > TEXTE_MAX || COURRIEL.test(value)) return;
  c.refuser(path, 'VALEUR_INVALIDE', `${nomDe(path)} : une adresse de la forme nom@domaine.fr est attendue.`);
}

/** A past instant or civil date that is recent enough for its writer to have meant it. */
export function controlerEpoque(c: Controle, path: readonly string[], value: string | null | undefined): void {
  c.passe(path, value);
  if (value && Number(value.slice(0, 4)) < ANNEE_MIN)
    c.refuser(path, 'DATE_INVALIDE', `${nomDe(path)} : une date antérieure à ${String(ANNEE_MIN)} n'est pas admise.`);
}

const ANNEES_A_VENIR = 30;

/** A date or an instant, past or to come, that its writer may have meant. @returns false when it is refused. */
export function controlerPlausible(c: Controle, path: readonly string[], value: string | null | undefined): boolean {
  if (!value) return true;
  const annee = Number(value.slice(0, 4));
  const derniere = c.now.getUTCFullYear() + ANNEES_A_VENIR;
  if (annee >= ANNEE_MIN && annee <= derniere) return true;
  c.refuser(
    path,
    'DATE_INVALIDE',
    `${nomDe(path)} : une date de ${String(ANNEE_MIN)} à ${String(derniere)} est attendue.`,
  );
  return false;
}

/** A civil date of birth less than `ans` years ago, wherever in the world it is counted from. */
export function controlerAge(
  c: Controle,
  path: readonly string[],
  value: string | null | undefined,
  ans: number,
): void {
  if (value && aPlusDe(ans, value, c.now))
    c.refuser(path, 'DATE_INVALIDE', `${nomDe(path)} : cette date remonte à plus de ${String(ans)} ans.`);
}

/** Whether who was born that day (YYYY-MM-DD) has more years than that, wherever in the world it is counted from. */
export function aPlusDe(ans: number, dateNaissance: string, now: Date): boolean {
  const jour = new Date(now.getTime() - DEMI_JOUR_MS).toISOString();
  return dateNaissance < `${String(Number(jour.slice(0, 4)) - ans).padStart(4, '0')}${jour.slice(4, 10)}`;
}

/** The latest civil date it is anywhere in France now (Wallis et Futuna, UTC+12). */
function jourLePlusAvance(now: Date): string {
  return new Date(now.getTime() + DEMI_JOUR_MS).toISOString().slice(0, 10);
}

function nomDe(path: readonly string[]): string {
  return path.filter((part) => !/^\d+$/.test(part)).at(-1) ?? 'champ';
}
