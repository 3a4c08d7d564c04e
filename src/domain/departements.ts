import cog from '@etalab/decoupage-administratif/data/departements.json';
import { accept, normalise, refuse, type Brand, type ParseResult } from './parse-result';

/** INSEE code of one of the 101 départements, zero-padded: `01`, `2A`, `31`, `976`. */
export type Departement = Brand<'Departement'>;

const noms = new Map(cog.filter(({ zone }) => zone !== 'com').map(({ code, nom }) => [code as Departement, nom]));

/** The 101 départements, in the order of the Code officiel géographique (INSEE). */
export const DEPARTEMENTS: readonly Departement[] = [...noms.keys()];

export function estDepartement(code: string): code is Departement {
  return noms.has(code as Departement);
}

export function nomDuDepartement(departement: Departement): string {
  return noms.get(departement) as string;
}

export const REGLE_DEPARTEMENT =
  'code INSEE à deux chiffres (2A et 2B en Corse) ou trois chiffres outre-mer (971 à 974, 976)';

/**
 * Code INSEE of a département. A single digit, as in the old Olinpe files, is zero-padded.
 * Errors: `IDENTIFIANT_INVALIDE`; `INCONNU` for a well-formed code that is no département (20, 96, 975…).
 */
export function parseDepartement(raw: unknown): ParseResult<Departement> {
  const normalised = normalise(raw);
  const code = /^[1-9]$/.test(normalised) ? `0${normalised}` : normalised;
  if (!/^(\d{2}|2[AB]|9[78]\d)$/.test(code)) {
    return refuse('IDENTIFIANT_INVALIDE', `Département : ${REGLE_DEPARTEMENT} attendu.`);
  }
  if (estDepartement(code)) return accept(code);
  if (code === '20') return refuse('INCONNU', 'Département : « 20 » n’existe plus, la Corse s’écrit « 2A » ou « 2B ».');
  return refuse('INCONNU', `Département : « ${code} » n’est le code d’aucun département.`);
}
