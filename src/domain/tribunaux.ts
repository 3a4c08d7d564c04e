import { accept, normalise, refuse, type Brand, type ParseResult } from './parse-result';
import { LIGNES_TRIBUNAUX } from './tribunaux-table';

/** Judilibre code of a tribunal judiciaire: `tj` + INSEE commune of the seat. Corsica in upper case: `tj2A004`. */
export type CodeTj = Brand<'CodeTj'>;

export interface TribunalJudiciaire {
  readonly code: CodeTj;
  readonly siege: string;
  /** COG code of the département of the seat, or of the overseas collectivity. */
  readonly territoire: string;
  readonly chambreDetachee: boolean;
}

/** The 171 courts and detached chambers, by code. */
export const TRIBUNAUX: ReadonlyMap<CodeTj, TribunalJudiciaire> = new Map(
  LIGNES_TRIBUNAUX.map(([code, siege, territoire, chambreDetachee = false]) => [
    code as CodeTj,
    { code: code as CodeTj, siege, territoire, chambreDetachee },
  ]),
);

export function tribunal(code: string): TribunalJudiciaire | undefined {
  return TRIBUNAUX.get(code as CodeTj);
}

/** A tribunal pour enfants (TPE) and the courts whose ressort it serves. */
export interface RessortTpe {
  readonly siege: CodeTj;
  readonly tribunaux: readonly CodeTj[];
  readonly source: string;
}

/** Only what has been checked in the text: the table of the code names 155 TPE by seat, without Judilibre codes. */
export const RESSORTS_TPE: readonly RessortTpe[] = [
  {
    siege: 'tj31555' as CodeTj,
    tribunaux: ['tj31555' as CodeTj, 'tj31483' as CodeTj],
    source: 'COJ, art. D. 251-1 et annexe, tableau XIV',
  },
];

/** The court whose TPE serves this one; `undefined` when it has not been checked, never a guess. */
export function tribunalPourEnfants(code: CodeTj): RessortTpe | undefined {
  return RESSORTS_TPE.find(({ tribunaux }) => tribunaux.includes(code));
}

export const REGLE_TJ = 'préfixe « tj » suivi du code INSEE de la commune du siège (codification Judilibre)';

/**
 * Code of a tribunal judiciaire, in either case.
 * Errors: `IDENTIFIANT_INVALIDE`; `INCONNU` when the commune is the seat of no court.
 */
export function parseTj(raw: unknown): ParseResult<CodeTj> {
  const normalised = normalise(raw);
  if (!/^TJ(\d{5}|2[AB]\d{3})$/.test(normalised)) {
    return refuse('IDENTIFIANT_INVALIDE', `Tribunal judiciaire : ${REGLE_TJ} attendu, par exemple « tj31555 ».`);
  }
  const code = `tj${normalised.slice(2)}`;
  const found = tribunal(code);
  if (found === undefined) {
    return refuse('INCONNU', `Tribunal judiciaire : « ${code} » n’est le code d’aucun tribunal judiciaire.`);
  }
  return accept(found.code);
}

/** Number given by a parquet to a case: unique only together with the code of its court. */
export type NumeroParquet = Brand<'NumeroParquet'>;

export const REGLE_NUMERO_PARQUET =
  'onze chiffres : année (2), quantième du jour (3), rang (6) ; unique seulement avec le code du tribunal';

/**
 * Number of a parquet's case. No public specification: the meaning of the digits is inferred from observed numbers,
 * hence a day that cannot exist in the year is a warning, never a refusal.
 */
export function parseNumeroParquet(raw: unknown): ParseResult<NumeroParquet> {
  const numero = normalise(raw);
  if (!/^\d{11}$/.test(numero)) return refuse('IDENTIFIANT_INVALIDE', 'Numéro de parquet : onze chiffres attendus.');
  const year = 2000 + Number(numero.slice(0, 2));
  const day = Number(numero.slice(2, 5));
  const days = year % 4 === 0 ? 366 : 365;
  if (day >= 1 && day <= days) return accept(numero as NumeroParquet);
  return accept(
    numero as NumeroParquet,
    'Numéro de parquet : le quantième du jour n’existe pas dans l’année, à vérifier auprès du greffe.',
  );
}
