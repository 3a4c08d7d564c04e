import { stringify } from 'csv-stringify/sync';
import type { Document } from './sortant';

/** UTF-8 with its mark, which spreadsheets need, `;`, and no cell that one of them would run. */
export function documentCsv(
  nom: string,
  format: string,
  colonnes: readonly string[],
  lignes: readonly (readonly unknown[])[],
): Document {
  const rangs = lignes.map((ligne) => ligne.map((cellule) => cellule ?? ''));
  const corps = stringify([[format], colonnes, ...rangs], { delimiter: ';', escape_formulas: true, bom: true });
  return { type: 'text/csv; charset=utf-8', nom, corps };
}
