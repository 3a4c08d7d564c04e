import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

export type Migrations = readonly (new () => MigrationInterface)[];

export function sourceDesMigrations(url: string, migrations: Migrations): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    migrationsTableName: 'migration',
    poolSize: 2,
    logging: false,
    installExtensions: false,
  }).initialize();
}

/**
 * Brings the schema up to date, as its owner. Two processes may start at once: the second waits for the first one's
 * migrations.
 */
export async function migrer(url: string, migrations: Migrations): Promise<void> {
  const dataSource = await sourceDesMigrations(url, migrations);
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`SELECT pg_advisory_lock(hashtext('passerelle-enfance:migrations'))`);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(hashtext('passerelle-enfance:migrations'))`).catch(() => undefined);
    await runner.release();
    await dataSource.destroy();
  }
}

/** The login of the application's address: made when it is missing, a member of `hub_app` and of `hub_file`, nothing more. */
export async function admettre(proprietaire: string, application: string): Promise<void> {
  const { username, password } = new URL(application);
  const login = decodeURIComponent(username);
  if (login === '' || login === decodeURIComponent(new URL(proprietaire).username)) return;
  const client = new Client({ connectionString: proprietaire });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [login]);
    const secret = escapeLiteral(decodeURIComponent(password));
    if (rowCount === 0)
      await client.query(`CREATE ROLE ${escapeIdentifier(login)} LOGIN NOBYPASSRLS PASSWORD ${secret}`);
    await client.query(`GRANT hub_app, hub_file TO ${escapeIdentifier(login)}`);
  } finally {
    await client.end();
  }
}
