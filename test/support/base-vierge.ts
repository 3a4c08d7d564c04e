import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** An empty database as a server gives it: its owner is no superuser and may make roles; its application's login is not there yet. */
export interface BaseVierge {
  readonly proprietaire: string;
  readonly application: string;
  readonly detruire: () => Promise<void>;
}

export async function baseVierge(): Promise<BaseVierge> {
  const nom = `m_${randomBytes(6).toString('hex')}`;
  const motDePasse = randomBytes(24).toString('hex');
  const adresse = (login: string) => {
    const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
    Object.assign(url, { pathname: `/${nom}`, username: `${nom}_${login}`, password: motDePasse });
    return url.href;
  };
  await enAdministrateur(
    `CREATE ROLE ${nom}_proprietaire LOGIN CREATEROLE PASSWORD '${motDePasse}'`,
    `GRANT hub_app, hub_file TO ${nom}_proprietaire WITH ADMIN OPTION`,
    `CREATE DATABASE ${nom} OWNER ${nom}_proprietaire`,
  );
  return {
    proprietaire: adresse('proprietaire'),
    application: adresse('application'),
    detruire: () =>
      enAdministrateur(
        `DROP DATABASE ${nom} WITH (FORCE)`,
        `DROP ROLE IF EXISTS ${nom}_application`,
        `DROP ROLE ${nom}_proprietaire`,
      ),
  };
}

async function enAdministrateur(...instructions: string[]): Promise<void> {
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  for (const instruction of instructions) await client.query(instruction);
  await client.end();
}
