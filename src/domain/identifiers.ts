import { parseCommune, REGLE_COMMUNE } from './communes';
import { parseDepartement, REGLE_DEPARTEMENT } from './departements';
import {
  parseFiness,
  parseSiren,
  parseSiret,
  parseUai,
  REGLE_FINESS,
  REGLE_SIREN,
  REGLE_SIRET,
  REGLE_UAI,
} from './identifiers-etablissements';
import {
  parseIdNatPs,
  parseIne,
  parseIns,
  parseNir,
  parseRpps,
  REGLE_ID_NAT_PS,
  REGLE_INE,
  REGLE_INS,
  REGLE_NIR,
  REGLE_RPPS,
} from './identifiers-personnes';
import type { Parser } from './parse-result';
import { parseNumeroParquet, parseTj, REGLE_NUMERO_PARQUET, REGLE_TJ } from './tribunaux';

export * from './identifiers-etablissements';
export * from './identifiers-personnes';
export * from './parse-result';
export { parseCommune, type Commune } from './communes';
export { parseDepartement, type Departement } from './departements';
export { parseNumeroParquet, parseTj, type CodeTj, type NumeroParquet } from './tribunaux';

/** One identifier: how it is parsed, its French label, the sentence that states its rule, and whom it designates. */
export interface Identifiant {
  readonly parse: Parser<unknown>;
  readonly label: string;
  readonly regle: string;
  /** Personal data: no message about it may hold the value, nor the expected key. */
  readonly personnel: boolean;
}

/** Every identifier the hub reads. Documentation and tests iterate over it. */
export const IDENTIFIANTS = {
  departement: { parse: parseDepartement, label: 'Département', regle: REGLE_DEPARTEMENT, personnel: false },
  commune: { parse: parseCommune, label: 'Commune', regle: REGLE_COMMUNE, personnel: false },
  uai: { parse: parseUai, label: 'UAI', regle: REGLE_UAI, personnel: false },
  ine: { parse: parseIne, label: 'INE', regle: REGLE_INE, personnel: true },
  finess: { parse: parseFiness, label: 'FINESS', regle: REGLE_FINESS, personnel: false },
  rpps: { parse: parseRpps, label: 'RPPS', regle: REGLE_RPPS, personnel: true },
  idNatPs: { parse: parseIdNatPs, label: 'IDNAT_PS', regle: REGLE_ID_NAT_PS, personnel: true },
  nir: { parse: parseNir, label: 'NIR', regle: REGLE_NIR, personnel: true },
  ins: { parse: parseIns, label: 'INS', regle: REGLE_INS, personnel: true },
  siren: { parse: parseSiren, label: 'SIREN', regle: REGLE_SIREN, personnel: false },
  siret: { parse: parseSiret, label: 'SIRET', regle: REGLE_SIRET, personnel: false },
  tj: { parse: parseTj, label: 'Tribunal judiciaire', regle: REGLE_TJ, personnel: false },
  numeroParquet: {
    parse: parseNumeroParquet,
    label: 'Numéro de parquet',
    regle: REGLE_NUMERO_PARQUET,
    personnel: true,
  },
} as const satisfies Record<string, Identifiant>;

export type NomIdentifiant = keyof typeof IDENTIFIANTS;
