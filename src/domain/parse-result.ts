declare const brand: unique symbol;

/** A string that only its parser can produce: `Brand<'Uai'>` is not assignable from a plain string. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };

/** Why an identifier was refused. Stable: partners may test it. */
export const CODES_REFUS_IDENTIFIANT = ['IDENTIFIANT_INVALIDE', 'CLE_INVALIDE', 'INCONNU'] as const;
export type CodeRefusIdentifiant = (typeof CODES_REFUS_IDENTIFIANT)[number];

/** `message` and `warnings` are French sentences fit to be shown to a partner. */
export type ParseResult<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly code: CodeRefusIdentifiant; readonly message: string };

export interface ParseOptions {
  /** Refuse what is only tolerated in tests: test OIDs, sample RPPS and INS with a wrong key. Default false. */
  readonly production?: boolean;
  /** Refuse the undocumented forms of the INE. Default false. */
  readonly strict?: boolean;
  /** The FINESS key rests on no official text: a deployment may make its failure a warning. Default `ERREUR`. */
  readonly cleFiness?: 'ERREUR' | 'AVERTISSEMENT';
}

export type Parser<T> = (raw: unknown, options?: ParseOptions) => ParseResult<T>;

export function accept<T>(value: T, ...warnings: string[]): ParseResult<T> {
  return { ok: true, value, warnings };
}

export function refuse(code: CodeRefusIdentifiant, message: string): ParseResult<never> {
  return { ok: false, code, message };
}

// Longer than any identifier written with separators; keeps hostile input away from the expressions.
const MAX_RAW_LENGTH = 64;

/**
 * The form on which every rule is written: no white space, dots or hyphens, ASCII letters in upper case.
 * Other scripts are left alone, so that a look-alike letter (dotless i, long s) is refused, never converted.
 * What is not a string, or is too long to be an identifier, becomes the empty string.
 */
export function normalise(raw: unknown): string {
  if (typeof raw !== 'string' || raw.length > MAX_RAW_LENGTH) return '';
  return raw.replace(/[\s.\-\u2010\u2011]/gu, '').replace(/[a-z]/g, (letter) => letter.toUpperCase());
}
