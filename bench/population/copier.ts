import { once } from 'node:events';
import { Client } from 'pg';
import { from, type CopyStreamQuery } from 'pg-copy-streams';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { Database, Ecriture } from '../../src/platform/database';

/** Writes rows by `COPY`, several tables in turn, each when it has gathered enough. */
export interface Copie {
  ajouter(lignes: readonly Ecriture[]): Promise<void>;
  /** Rows written so far, by table. */
  readonly ecrites: ReadonlyMap<string, number>;
  /** Writes what was waiting. */
  finir(): Promise<void>;
  fermer(): Promise<void>;
}

const LOT = 2_000;

interface Table {
  readonly nom: string;
  readonly colonnes: readonly ColumnMetadata[];
  attente: string[];
}

export async function ouvrirCopie(database: Database, url: string): Promise<Copie> {
  const client = new Client({
    connectionString: url,
    options: '-c synchronous_commit=off -c session_replication_role=replica',
  });
  // Told by the statement that it interrupts.
  client.on('error', () => undefined);
  await client.connect();
  const tables = new Map<unknown, Table>();
  const ecrites = new Map<string, number>();
  const tableDe = (entity: Ecriture['entity']): Table => {
    const connue = tables.get(entity);
    if (connue) return connue;
    const { schema = 'public', tableName, columns } = database.dataSource.getMetadata(entity);
    // Those that PostgreSQL fills are left to it.
    const colonnes = columns.filter(({ propertyName }) => propertyName !== 'transactionId');
    const table: Table = { nom: `${schema}.${tableName}`, colonnes, attente: [] };
    tables.set(entity, table);
    return table;
  };
  const vider = async (table: Table) => {
    if (table.attente.length === 0) return;
    const noms = table.colonnes.map(({ databaseName }) => `"${databaseName}"`).join(', ');
    const flux: CopyStreamQuery = client.query(from(`COPY ${table.nom} (${noms}) FROM STDIN`));
    const fini = once(flux, 'finish');
    flux.end(table.attente.join(''));
    await fini;
    ecrites.set(table.nom, (ecrites.get(table.nom) ?? 0) + table.attente.length);
    table.attente = [];
  };
  return {
    ecrites,
    ajouter: async (lignes) => {
      for (const { entity, row } of lignes) {
        const table = tableDe(entity);
        table.attente.push(
          `${table.colonnes.map((colonne) => texteDe(row[colonne.propertyName], colonne)).join('\t')}\n`,
        );
        if (table.attente.length >= LOT) await vider(table);
      }
    },
    finir: async () => {
      for (const table of tables.values()) await vider(table);
    },
    fermer: () => client.end(),
  };
}

/** A value in the text form of `COPY`. */
function texteDe(valeur: unknown, colonne: ColumnMetadata): string {
  if (valeur === null || valeur === undefined)
    return valeur === undefined && colonne.default !== undefined ? defaut(colonne) : '\\N';
  if (Buffer.isBuffer(valeur)) return `\\\\x${valeur.toString('hex')}`;
  if (Array.isArray(valeur))
    return echapper(`{${valeur.map((un) => `"${simple(un).replace(/(["\\])/g, '\\$1')}"`).join(',')}}`);
  if (typeof valeur === 'object' && !(valeur instanceof Date)) return echapper(JSON.stringify(valeur));
  return echapper(simple(valeur));
}

function defaut({ default: valeur, databaseName }: ColumnMetadata): string {
  if (typeof valeur === 'function') throw new Error(`${databaseName}: COPY needs its value.`);
  return echapper(simple(valeur));
}

function simple(valeur: unknown): string {
  return valeur instanceof Date ? valeur.toISOString() : String(valeur);
}

const ECHAPPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function echapper(texte: string): string {
  return texte.replace(/[\\\t\n\r]/g, (signe) => ECHAPPES[signe] ?? signe);
}
