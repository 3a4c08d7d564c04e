import type { EntityMetadata } from 'typeorm';
import type { Database, Tx } from './platform/database';
import type { ClesEnfants } from './platform/secret/cles-enfants';
import { colonnesSecretes } from './platform/secret/colonne';
import { enfantDeLaLigne } from './enfant-de-la-ligne';
import { ENTITIES, openHubDatabase } from './rows';

const PAR_LOT = 500;

const A_VALIDER = `
  SELECT conrelid::regclass::text "table", conname FROM pg_constraint
  WHERE NOT convalidated AND contype = 'c' AND conname LIKE '%\\_scelle'`;

/**
 * Seals, as the owner, what a migration kept in clear, then lets PostgreSQL check that nothing is left. The columns to do
 * are those whose check is not valid yet: stopped, it goes on where it was; done, it costs one statement.
 */
export async function scellerExistant(url: string, cles: ClesEnfants): Promise<void> {
  const database = await openHubDatabase(url, { poolSize: 1, cles });
  try {
    const restantes = await database.query<{ table: string; conname: string }>(A_VALIDER);
    if (restantes.length === 0) return;
    for (const entity of ENTITIES) {
      if (colonnesSecretes(entity).secretes.length > 0)
        await scellerTable(database, database.dataSource.getMetadata(entity));
    }
    for (const { table, conname } of restantes)
      await database.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${conname}`);
  } finally {
    await database.close();
  }
}

async function scellerTable(database: Database, metadata: EntityMetadata): Promise<void> {
  while ((await database.transaction((tx) => scellerLot(tx, metadata))) === PAR_LOT);
}

async function scellerLot(tx: Tx, metadata: EntityMetadata): Promise<number> {
  const { secretes, index } = colonnesSecretes(metadata.target);
  const colonne = (propriete: string) => metadata.findColumnWithPropertyName(propriete)?.databaseName ?? propriete;
  const cle = metadata.primaryColumns[0]?.propertyName ?? 'id';
  const lues = [...new Set([cle, ...secretes, ...index.map(({ pour }) => pour)])];
  const lignes = await tx.query<Record<string, unknown> & { enfant: string }>(
    `SELECT ${lues.map((propriete) => `l.${colonne(propriete)} "${propriete}"`).join(', ')},
       ${enfantDeLaLigne(metadata, 'l')} enfant
     FROM ${metadata.tablePath} l
     WHERE ${secretes.map((propriete) => `get_byte(l.${colonne(propriete)}, 0) = 0`).join(' OR ')} LIMIT ${String(PAR_LOT)}`,
  );
  for (const { enfant, ...ligne } of lignes) {
    const claire = Object.fromEntries(Object.entries(ligne).map(([nom, valeur]) => [nom, clair(valeur)]));
    const scellee = (await tx.sceller(metadata.target, claire, enfant)) as Record<string, unknown>;
    const ecrites = [...secretes, ...index.map(({ propriete }) => propriete)].filter((p) => scellee[p] !== undefined);
    await tx.query(
      `UPDATE ${metadata.tablePath} SET ${ecrites.map((p, i) => `${colonne(p)} = $${String(i + 2)}`).join(', ')}
       WHERE ${colonne(cle)} = $1`,
      [claire[cle], ...ecrites.map((p) => scellee[p])],
    );
  }
  return lignes.length;
}

/** A zero byte, then JSON (migration 0150). */
function clair(valeur: unknown): unknown {
  if (!Buffer.isBuffer(valeur)) return valeur;
  if (valeur[0] !== 0) throw new Error('A row holds sealed values and clear ones.');
  return JSON.parse(valeur.subarray(1).toString());
}
