import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openHubDatabase } from '../../src/rows';
import type { Database } from '../../src/platform/database';
import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import type { Coffre } from '../../src/platform/secret/coffre';
import { coffreDEssai } from './coffre';

export interface EphemeralDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

export interface TestDatabase extends Database {
  readonly url: string;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: templateUrl().replace(/\/hub$/, '/postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function templateUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('The test database is started by jest (test/support/global-setup.ts).');
  return url;
}

/** A database of its own, cloned from the migrated template in a few tens of milliseconds: its URL. */
export function cloneDatabase(): Promise<EphemeralDatabase> {
  return create('TEMPLATE hub');
}

/** A database of its own, without any table. */
export function emptyDatabase(): Promise<EphemeralDatabase> {
  return create('');
}

async function create(options: string): Promise<EphemeralDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(`CREATE DATABASE ${name} ${options}`);
  return {
    url: templateUrl().replace(/\/hub$/, `/${name}`),
    drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** A clone, opened with the keys that wrap those of the children. */
export async function freshDatabase(coffre: Coffre = coffreDEssai): Promise<TestDatabase> {
  const { url, drop } = await cloneDatabase();
  const database = await openHubDatabase(url, { poolSize: 8, cles: clesEnfants(coffre) });
  return {
    ...database,
    url,
    drop: async () => {
      await database.close();
      await drop();
    },
  };
}
