import { createHash } from 'node:crypto';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';
import type { Pool, PoolClient } from 'pg';
import { SnakeCase } from './naming';

/** One row to insert, as an act returns it: the entity says the table and the columns. */
export interface Ecriture {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly row: Readonly<Record<string, unknown>>;
}

export function ecrire<T extends ObjectLiteral>(entity: EntityTarget<T>, row: T): Ecriture {
  return { entity, row };
}

/** A transaction in progress. Every statement is prepared once per connection. */
export interface Tx {
  query<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Inserts every row in one statement. */
  insert(ecritures: readonly Ecriture[]): Promise<void>;
}

export interface Database {
  readonly dataSource: DataSource;
  /** One statement outside any transaction. */
  query<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  // TypeORM takes classes, whatever their constructor.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  readonly entities: readonly Function[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly poolSize?: number;
}

/** Opens the pool, and the schema is brought up to date when `migrate` is asked. */
export async function openDatabase(options: DatabaseOptions, migrate = true): Promise<Database> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: [...options.entities],
    migrations: [...options.migrations],
    migrationsTableName: 'migration',
    namingStrategy: new SnakeCase(),
    poolSize: options.poolSize ?? 16,
    logging: false,
    installExtensions: false,
    // `gen_random_uuid()`, which PostgreSQL has without any extension.
    uuidExtension: 'pgcrypto',
  });
  await dataSource.initialize();
  if (migrate) await runMigrations(dataSource);
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  const insert = insertStatement(dataSource);

  return {
    dataSource,
    query: async <R>(text: string, values: readonly unknown[] = []) =>
      (await pool.query(prepared(text, values))).rows as R[],
    transaction: async (work) => {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query('BEGIN');
        const result = await work(transactionOn(client, insert));
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
    close: () => dataSource.destroy(),
  };
}

/** Two processes may start at once: the second waits for the first one's migrations. */
async function runMigrations(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`SELECT pg_advisory_lock(hashtext('passerelle-enfance:migrations'))`);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(hashtext('passerelle-enfance:migrations'))`).catch(() => undefined);
    await runner.release();
  }
}

type InsertStatement = (ecritures: readonly Ecriture[]) => { text: string; values: unknown[] };

function transactionOn(client: PoolClient, insert: InsertStatement): Tx {
  const query = async <R>(text: string, values: readonly unknown[] = []) =>
    (await client.query(prepared(text, values))).rows as R[];
  return {
    query,
    insert: async (ecritures) => {
      if (ecritures.length === 0) return;
      const { text, values } = insert(ecritures);
      await query(text, values);
    },
  };
}

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
