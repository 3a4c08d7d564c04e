// These identifiers designate a person: no message may hold the value received, nor the key that would make it right.
import { luhnRemainder, nirKey } from './check-digits';
import { accept, normalise, refuse, type Brand, type ParseOptions, type ParseResult } from './parse-result';

/** Identifiant national élève. */
export type Ine = Brand<'Ine'>;
/** Number of a health professional in the Répertoire partagé des professionnels de santé, 11 digits. */
export type Rpps = Brand<'Rpps'>;
/** Numéro d'inscription au répertoire (social security number), key included, 15 characters. */
export type Nir = Brand<'Nir'>;
/** Matricule of an INS: a NIR, or a NIA for a person waiting for one; meaningless without its OID. */
export type MatriculeIns = Brand<'MatriculeIns'>;

export const REGLE_INE =
  'neuf chiffres et deux lettres (RNIE) ou dix chiffres et une lettre (ancien BEA) ; forme seule, aucune clé publiée';

/**
 * Format only: no key algorithm is published, none is checked. University and agricultural forms are accepted with a
 * warning, refused with `strict`. Error: `IDENTIFIANT_INVALIDE`.
 */
export function parseIne(raw: unknown, options: ParseOptions = {}): ParseResult<Ine> {
  const ine = normalise(raw);
  if (/^(\d{9}[A-Z]{2}|\d{10}[A-Z])$/.test(ine)) return accept(ine as Ine);
  if (options.strict !== true && /^[0-9A-Z]{10}[A-Z]$/.test(ine)) {
    return accept(
      ine as Ine,
      'INE : forme non documentée (université, enseignement agricole), acceptée sans contrôle.',
    );
  }
  return refuse('IDENTIFIANT_INVALIDE', `INE : ${REGLE_INE}.`);
}

export const REGLE_RPPS = 'onze chiffres dont le dernier est une clé de Luhn';

/**
 * The 11-digit number, not its wire form (see `parseIdNatPs`). Several official sample files break the key: a failure
 * is a warning outside production. Errors: `IDENTIFIANT_INVALIDE`, `CLE_INVALIDE` in production.
 */
export function parseRpps(raw: unknown, options: ParseOptions = {}): ParseResult<Rpps> {
  const rpps = normalise(raw);
  if (!/^\d{11}$/.test(rpps)) return refuse('IDENTIFIANT_INVALIDE', 'RPPS : onze chiffres attendus.');
  if (luhnRemainder(rpps) === 0) return accept(rpps as Rpps);
  const message = 'RPPS : la clé (Luhn) ne correspond pas au numéro.';
  return options.production === true ? refuse('CLE_INVALIDE', message) : accept(rpps as Rpps, message);
}

export const REGLE_ID_NAT_PS = 'le chiffre 8 puis les onze chiffres du RPPS';

/** `IDNAT_PS`, form of the RPPS in HL7 and FHIR messages (OID 1.2.250.1.71.4.2.1): `8` followed by the number. */
export function parseIdNatPs(raw: unknown, options: ParseOptions = {}): ParseResult<Rpps> {
  const idNatPs = normalise(raw);
  if (/^8\d{11}$/.test(idNatPs)) return parseRpps(idNatPs.slice(1), options);
  return refuse('IDENTIFIANT_INVALIDE', `IDNAT_PS : ${REGLE_ID_NAT_PS} attendus.`);
}

export const REGLE_NIR =
  'quinze caractères dont une clé de deux chiffres : 97 moins le reste par 97 des treize premiers (2A vaut 19, 2B vaut 18)';

// The month is not checked: special values (20, 30 to 42, 50 to 99) exist.
const FORME_NIR = /^[1-478]\d{4}(\d{2}|2[AB])\d{8}$/;

/** Errors: `IDENTIFIANT_INVALIDE`, `CLE_INVALIDE`. */
export function parseNir(raw: unknown): ParseResult<Nir> {
  const nir = normalise(raw);
  if (!FORME_NIR.test(nir)) {
    return refuse('IDENTIFIANT_INVALIDE', 'NIR : quinze caractères attendus, clé comprise.');
  }
  if (keyMatches(nir)) return accept(nir as Nir);
  return refuse('CLE_INVALIDE', 'NIR : la clé ne correspond pas au numéro.');
}

/** What an OID says of the matricule; the last two exist for tests only (référentiel INS, ANS). */
export const NATURES_INS = {
  '1.2.250.1.213.1.4.8': 'NIR',
  '1.2.250.1.213.1.4.9': 'NIA',
  '1.2.250.1.213.1.4.10': 'TEST',
  '1.2.250.1.213.1.4.11': 'DEMONSTRATION',
} as const;
export type OidIns = keyof typeof NATURES_INS;

/** Identité nationale de santé: the matricule and the OID that says what it is, never one without the other. */
export interface Ins {
  readonly matricule: MatriculeIns;
  readonly oid: OidIns;
  readonly nature: (typeof NATURES_INS)[OidIns];
}

export const REGLE_INS =
  'matricule de quinze caractères (clé du NIR) accompagné de son OID ; OID de test et de démonstration refusés en production';

/**
 * `raw` is `{ matricule, oid }`; the OID may come as `urn:oid:…`. An official sample breaks the key: a failure is a
 * warning outside production, where a real OID is also worth a warning.
 * Errors: `IDENTIFIANT_INVALIDE` (form, OID missing, unknown, or for tests in production), `CLE_INVALIDE`.
 */
export function parseIns(raw: unknown, options: ParseOptions = {}): ParseResult<Ins> {
  const production = options.production === true;
  const { matricule: rawMatricule, oid: rawOid } = asRecord(raw);
  const matricule = normalise(rawMatricule);
  const oid = typeof rawOid === 'string' ? rawOid.trim().replace(/^urn:oid:/i, '') : '';
  if (!FORME_NIR.test(matricule)) {
    return refuse('IDENTIFIANT_INVALIDE', 'INS : matricule de quinze caractères attendu, clé comprise.');
  }
  if (!isOidIns(oid))
    return refuse('IDENTIFIANT_INVALIDE', 'INS : OID absent ou inconnu, le matricule seul ne suffit pas.');
  const nature = NATURES_INS[oid];
  const real = nature === 'NIR' || nature === 'NIA';
  if (production && !real) {
    return refuse('IDENTIFIANT_INVALIDE', 'INS : OID de test ou de démonstration, refusé en production.');
  }
  const warnings = production || !real ? [] : ['INS : OID réel reçu hors production.'];
  if (!keyMatches(matricule)) {
    const message = 'INS : la clé du matricule ne correspond pas au numéro.';
    if (production) return refuse('CLE_INVALIDE', message);
    warnings.push(message);
  }
  return accept({ matricule: matricule as MatriculeIns, oid, nature }, ...warnings);
}

function keyMatches(matricule: string): boolean {
  return matricule.slice(13) === nirKey(matricule.slice(0, 13));
}

function isOidIns(oid: string): oid is OidIns {
  return Object.hasOwn(NATURES_INS, oid);
}

function asRecord(raw: unknown): Record<string, unknown> {
  return typeof raw === 'object' && raw !== null ? { ...raw } : {};
}
