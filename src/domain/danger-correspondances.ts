import type { NatureDanger } from './code-lists';

/**
 * Natures of danger as others code them: variables of CASF annexe 2-8 (observatory), ICD-10 (CIM-10, T74), SNOMED CT. What
 * maps to nothing is `AUTRE`, to be qualified by the CRIP.
 */
export const NATURES_ANNEXE_2_8: Readonly<Record<string, NatureDanger>> = {
  VIOLPHYS: 'VIOLENCES_PHYSIQUES',
  VIOLSEX: 'VIOLENCES_SEXUELLES',
  VIOLPSY: 'VIOLENCES_PSYCHOLOGIQUES',
  NEGLIG: 'NEGLIGENCES_LOURDES',
  VIOLCONJ: 'VIOLENCES_DANS_LE_COUPLE',
  VIOLFAM: 'VIOLENCES_DANS_LE_COUPLE',
  CONDEDUC: 'EDUCATION_COMPROMISE',
  CONDEDEV: 'EDUCATION_COMPROMISE',
  DANGER: 'COMPORTEMENT_MINEUR',
  MINA: 'MINEUR_NON_ACCOMPAGNE',
};

/** By prefix: `T74.1` and its subdivisions. */
export const NATURES_CIM_10: Readonly<Record<string, NatureDanger>> = {
  'T74.0': 'NEGLIGENCES_LOURDES',
  'T74.1': 'VIOLENCES_PHYSIQUES',
  'T74.2': 'VIOLENCES_SEXUELLES',
  'T74.3': 'VIOLENCES_PSYCHOLOGIQUES',
};

/** « Child protection finding ». */
export const SNOMED_PROTECTION = '224353004';
