import { digitSum, luhnKey, luhnRemainder, uaiKey } from './check-digits';
import { accept, normalise, refuse, type Brand, type ParseOptions, type ParseResult } from './parse-result';

/** Unité administrative immatriculée (ex-RNE): number of a school or education office, `0310036W`. */
export type Uai = Brand<'Uai'>;
/** Number of a health or social establishment in the FINESS register, `310781406`, `2A0000030`. */
export type Finess = Brand<'Finess'>;
/** Number of a legal unit (INSEE, Sirene register). */
export type Siren = Brand<'Siren'>;
/** Number of an establishment (INSEE, Sirene register): SIREN + 5 digits. */
export type Siret = Brand<'Siret'>;

export const REGLE_UAI =
  'sept chiffres puis une lettre de clé : le rang du numéro modulo 23 dans l’alphabet sans I, O ni Q';

/** Errors: `IDENTIFIANT_INVALIDE`, `CLE_INVALIDE` (the message gives the expected letter). */
export function parseUai(raw: unknown): ParseResult<Uai> {
  const uai = normalise(raw);
  if (!/^\d{7}[A-HJ-NPR-Z]$/.test(uai)) {
    return refuse('IDENTIFIANT_INVALIDE', 'UAI : sept chiffres et une lettre (sauf I, O et Q) attendus.');
  }
  const number = uai.slice(0, 7);
  const expected = uaiKey(number);
  if (uai.slice(7) === expected) return accept(uai as Uai);
  return refuse('CLE_INVALIDE', wrongKey('UAI', uai.slice(7), number, expected));
}

export const REGLE_FINESS =
  'neuf caractères dont le dernier est une clé de Luhn ; en Corse, 2A compte comme 21 et 2B comme 22';

/**
 * Errors: `IDENTIFIANT_INVALIDE`, `CLE_INVALIDE` (the message gives the expected digit).
 * No official text states the key, it was checked on published registers: `cleFiness: 'AVERTISSEMENT'` accepts a wrong
 * one with a warning, where a look-up in the register decides.
 */
export function parseFiness(raw: unknown, options: ParseOptions = {}): ParseResult<Finess> {
  const finess = normalise(raw);
  if (!/^(\d{9}|2[AB]\d{7})$/.test(finess)) {
    return refuse('IDENTIFIANT_INVALIDE', 'FINESS : neuf chiffres attendus (en Corse, 2A ou 2B puis sept chiffres).');
  }
  const digits = finess.replace('A', '1').replace('B', '2');
  if (luhnRemainder(digits) === 0) return accept(finess as Finess);
  const message = wrongKey('FINESS', finess.slice(8), finess.slice(0, 8), luhnKey(digits));
  return options.cleFiness === 'AVERTISSEMENT' ? accept(finess as Finess, message) : refuse('CLE_INVALIDE', message);
}

export const REGLE_SIREN = 'neuf chiffres dont le dernier est une clé de Luhn';

/** Errors: `IDENTIFIANT_INVALIDE`, `CLE_INVALIDE` (the message gives the expected digit). */
export function parseSiren(raw: unknown): ParseResult<Siren> {
  const siren = normalise(raw);
  if (!/^\d{9}$/.test(siren)) return refuse('IDENTIFIANT_INVALIDE', 'SIREN : neuf chiffres attendus.');
  if (luhnRemainder(siren) === 0) return accept(siren as Siren);
  return refuse('CLE_INVALIDE', wrongKey('SIREN', siren.slice(8), siren.slice(0, 8), luhnKey(siren)));
}

export const REGLE_SIRET =
  'quatorze chiffres dont le dernier est une clé de Luhn ; à La Poste (356 000 000), une somme des chiffres multiple de 5 suffit';

const SIREN_LA_POSTE = '356000000';

/** Errors: `IDENTIFIANT_INVALIDE`, `CLE_INVALIDE` (the message gives the expected digit, except at La Poste). */
export function parseSiret(raw: unknown): ParseResult<Siret> {
  const siret = normalise(raw);
  if (!/^\d{14}$/.test(siret)) return refuse('IDENTIFIANT_INVALIDE', 'SIRET : quatorze chiffres attendus.');
  if (luhnRemainder(siret) === 0) return accept(siret as Siret);
  if (!siret.startsWith(SIREN_LA_POSTE)) {
    return refuse('CLE_INVALIDE', wrongKey('SIRET', siret.slice(13), siret.slice(0, 13), luhnKey(siret)));
  }
  if (digitSum(siret) % 5 === 0) return accept(siret as Siret);
  return refuse(
    'CLE_INVALIDE',
    `SIRET : « ${siret} » (La Poste) ne vérifie ni la clé de Luhn ni la somme des chiffres multiple de 5.`,
  );
}

function wrongKey(label: string, key: string, number: string, expected: string): string {
  return `${label} : la clé « ${key} » ne correspond pas au numéro ${number} (clé attendue : « ${expected} »).`;
}
