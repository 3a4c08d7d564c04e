import { createHash } from 'node:crypto';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { Pool, PoolClient } from 'pg';
import { debut, type Habilitation } from './habilitation';
import { ouvrirLecture, type LectureOuverte, type OptionsLecture } from './lecture';
import { SnakeCase } from './naming';
import type { ClesEnfants } from './secret/cles-enfants';
import { SteadyClient } from './steady-client';
import { lignesSecretes, type LigneAEcrire, type Lignes } from './secret/lignes';

/** One row to insert, as an act returns it: the entity says the table and the columns. */
export type Ecriture = LigneAEcrire;

/** @param enfantId child under whose key its secrets are sealed, when the row does not name one itself */
export function ecrire<T extends ObjectLiteral>(entity: EntityTarget<T>, row: T, enfantId?: string): Ecriture {
  return { entity, row, enfantId };
}

/** A transaction in progress. Every statement is prepared once per connection. */
export interface Tx {
  query<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Inserts every row in one statement, its secrets sealed. */
  insert(ecritures: readonly Ecriture[]): Promise<void>;
  /** The columns of one row, sealed, for an `UPDATE`. The row names its own identifier. */
  sceller<T extends object>(entity: EntityTarget<ObjectLiteral>, row: T, enfantId: string): Promise<T>;
  /** The same of several rows about one child, whose key is asked once. */
  scellerTous<T extends object>(
    entity: EntityTarget<ObjectLiteral>,
    rows: readonly T[],
    enfantId: string,
  ): Promise<T[]>;
  /** Opens in place the secrets of rows that a statement gave under the names of their properties. */
  ouvrir<R extends object>(entity: EntityTarget<ObjectLiteral>, rows: readonly R[]): Promise<R[]>;
  /** The keyed hash of a value, for that use and that tenant of a table (`@IndexAveugle`). */
  index(entity: EntityTarget<ObjectLiteral>, de: string, pour: string, valeur: string): Buffer;
}

export interface Database {
  readonly dataSource: DataSource;
  /** One statement outside any transaction, for nobody: row-level security leaves it the directory only. */
  query<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Opens in place the secrets of rows that `query` gave under the names of their properties. */
  ouvrir<R extends object>(entity: EntityTarget<ObjectLiteral>, rows: readonly R[]): Promise<R[]>;
  transaction<T>(work: (tx: Tx) => Promise<T>, pour?: Habilitation): Promise<T>;
  /** What one operation reads, in one transaction that opens with its first statement. */
  lecture(pour: Habilitation, options: OptionsLecture): LectureOuverte;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  // TypeORM takes classes, whatever their constructor.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  readonly entities: readonly Function[];
  readonly poolSize?: number;
  /** Without them, no secret column is written nor read. */
  readonly cles?: ClesEnfants | undefined;
  /** Settings of every connection of the pool, as `postgres -c` takes them. */
  readonly reglages?: Readonly<Record<string, string>>;
}

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const reglages = Object.entries(options.reglages ?? {}).map(([nom, valeur]) => `-c ${nom}=${valeur}`);
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: [...options.entities],
    namingStrategy: new SnakeCase(),
    poolSize: options.poolSize ?? 16,
    logging: false,
    installExtensions: false,
    // `gen_random_uuid()`, which PostgreSQL has without any extension.
    uuidExtension: 'pgcrypto',
    extra: { Client: SteadyClient, ...(reglages.length > 0 ? { options: reglages.join(' ') } : {}) },
  });
  await dataSource.initialize();
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  const lignes = lignesSecretes(dataSource, options.cles ?? AUCUNE_CLE);
  const surClient = transactions(insertStatement(dataSource), lignes);
  const query = async <R>(text: string, values: readonly unknown[] = []) =>
    (await pool.query(prepared(text, values))).rows as R[];

  return {
    dataSource,
    query,
    ouvrir: (entity, rows) => lignes.ouvrir({ query }, entity, rows),
    transaction: async (work, pour) => {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query(debut(pour));
        const result = await work(surClient(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    lecture: (pour, lecture) =>
      ouvrirLecture(
        { dataSource, pour, connecter: () => pool.connect(), surClient, index: (...valeur) => lignes.index(...valeur) },
        lecture,
      ),
    close: () => dataSource.destroy(),
  };
}

type InsertStatement = (ecritures: readonly Ecriture[]) => { text: string; values: unknown[] };

function transactions(insert: InsertStatement, lignes: Lignes) {
  return (client: PoolClient): Tx => {
    const query = async <R>(text: string, values: readonly unknown[] = []) =>
      (await client.query(prepared(text, values))).rows as R[];
    const scellerTous: Tx['scellerTous'] = async (entity, rows, enfantId) => {
      const ecritures = rows.map((row) => ({ entity, row: row as Ecriture['row'], enfantId }));
      return (await lignes.sceller({ query }, ecritures)).map(({ row }) => row as (typeof rows)[number]);
    };
    return {
      query,
      insert: async (ecritures) => {
        if (ecritures.length === 0) return;
        const { text, values } = insert(await lignes.sceller({ query }, ecritures));
        await query(text, values);
      },
      sceller: async (entity, row, enfantId) => (await scellerTous(entity, [row], enfantId))[0] ?? row,
      scellerTous,
      ouvrir: (entity, rows) => lignes.ouvrir({ query }, entity, rows),
      index: (...valeur) => lignes.index(...valeur),
    };
  };
}

const sansCle = (): Promise<never> =>
  Promise.reject(new Error('This connection was opened without the keys of the children.'));
const AUCUNE_CLE: ClesEnfants = { pourEcrire: sansCle, pourLire: sansCle, cleIndex: Buffer.alloc(0) };

const names = new Map<string, string>();

function prepared(text: string, values: readonly unknown[]) {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('hex');
    names.set(text, name);
  }
  return { name, text, values: [...values] };
}

/** `WITH w0 AS (INSERT …), w1 AS (INSERT …) SELECT`: foreign keys are checked when the whole statement ends. */
function insertStatement(dataSource: DataSource): InsertStatement {
  return (ecritures) => {
    const values: unknown[] = [];
    const inserts = ecritures.map(({ entity, row }, index) => {
      const metadata = dataSource.getMetadata(entity);
      const columns = metadata.columns.filter(({ propertyName }) => row[propertyName] !== undefined);
      const places = columns.map((column) => {
        const value = row[column.propertyName];
        values.push(column.type === 'jsonb' && value !== null ? JSON.stringify(value) : value);
        return `$${String(values.length)}`;
      });
      const into = columns.map((column) => `"${column.databaseName}"`).join(', ');
      return `w${String(index)} AS (INSERT INTO ${tablePath(metadata)} (${into}) VALUES (${places.join(', ')}))`;
    });
    return { text: `WITH ${inserts.join(', ')} SELECT 1`, values };
  };
}

function tablePath({ schema, tableName }: { schema?: string | undefined; tableName: string }): string {
  return schema === undefined ? `"${tableName}"` : `"${schema}"."${tableName}"`;
}
