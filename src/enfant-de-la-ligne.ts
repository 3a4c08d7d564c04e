import type { EntityMetadata } from 'typeorm';

/** Where the child of a row is, for the rows that hang from another and do not name it. */
const PARENTS: Readonly<Record<string, string>> = {
  information_id: 'crip.information_preoccupante',
  signalement_id: 'crip.signalement',
  mesure_id: 'ase.mesure',
};

/** SQL expression of the child, or of the partner, under whose key a row is sealed. @throws Error for a table that has neither */
export function enfantDeLaLigne({ columns, tablePath }: EntityMetadata, alias: string): string {
  const noms = new Set(columns.map(({ databaseName }) => databaseName));
  if (noms.has('enfant_id')) return `${alias}.enfant_id`;
  if (noms.has('objet_id')) return `${alias}.objet_id`;
  const lien = Object.keys(PARENTS).find((colonne) => noms.has(colonne));
  if (lien === undefined) throw new Error(`${tablePath}: no column leads to a child.`);
  return `(SELECT p.enfant_id FROM ${PARENTS[lien] ?? ''} p WHERE p.id = ${alias}.${lien})`;
}
