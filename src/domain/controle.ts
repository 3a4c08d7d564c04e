import { LIGNES_ECHEANCE, type RegleEcheance } from './deadlines';
import type { CodeRefus, Refus } from './errors';
import { IDENTIFIANTS, type NomIdentifiant } from './identifiers';

/** Collects what an input breaks, field by field; every check is total and pure. */
export interface Controle {
  readonly refus: readonly Refus[];
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

export function controle(now: Date, options: { production?: boolean } = {}): Controle {
  const refus: Refus[] = [];
  const refuser: Controle['refuser'] = (path, code, message) => {
    refus.push({ path, code, message });
  };
  const longueur: Controle['longueur'] = (path, value, max = TEXTE_MAX) => {
    if (value && value.length > max)
      refuser(path, 'TEXTE_TROP_LONG', `${nomDe(path)} : ${String(max)} caractères au plus.`);
    if (value?.includes('\0')) refuser(path, 'VALEUR_INVALIDE', `${nomDe(path)} : le caractère nul n'est pas admis.`);
  };
  return {
    refus,
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

/** The latest civil date it is anywhere in France now (Wallis et Futuna, UTC+12). */
function jourLePlusAvance(now: Date): string {
  return new Date(now.getTime() + DEMI_JOUR_MS).toISOString().slice(0, 10);
}

function nomDe(path: readonly string[]): string {
  return path.filter((part) => !/^\d+$/.test(part)).at(-1) ?? 'champ';
}
