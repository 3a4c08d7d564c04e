import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { exigerMoindresDroits } from '../../src/bases';
import { lancer } from '../../src/cli/main';
import { openHubDatabase } from '../../src/rows';

/** The owner of an empty database, as a server gives it: not a superuser, able to make roles. */
const nom = `m_${randomBytes(6).toString('hex')}`;
const adresse = (login: string, base = nom) => {
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${base}`;
  if (login !== '') Object.assign(url, { username: login, password: 'essai' });
  return url.href;
};
const admin = async (...instructions: string[]) => {
  const client = new Client({ connectionString: adresse('', 'postgres') });
  await client.connect();
  for (const instruction of instructions) await client.query(instruction);
  await client.end();
};
const { DATABASE_URL, DATABASE_OWNER_URL } = process.env;

beforeAll(async () => {
  await admin(
    `CREATE ROLE ${nom}_proprietaire LOGIN CREATEROLE PASSWORD 'essai'`,
    `GRANT hub_app, hub_file TO ${nom}_proprietaire WITH ADMIN OPTION`,
    `CREATE DATABASE ${nom} OWNER ${nom}_proprietaire`,
  );
});
afterAll(async () => {
  Object.assign(process.env, { DATABASE_URL, DATABASE_OWNER_URL });
  if (DATABASE_URL === undefined) delete process.env['DATABASE_URL'];
  if (DATABASE_OWNER_URL === undefined) delete process.env['DATABASE_OWNER_URL'];
  await admin(
    `DROP DATABASE ${nom} WITH (FORCE)`,
    `DROP ROLE IF EXISTS ${nom}_application`,
    `DROP ROLE ${nom}_proprietaire`,
  );
});

test('sans les deux adresses : une phrase, et 2', async () => {
  delete process.env['DATABASE_OWNER_URL'];
  process.env['DATABASE_URL'] = adresse(`${nom}_application`);
  expect(await lancer(['migrer'])).toMatchObject({ code: 2, stderr: expect.stringContaining('DATABASE_OWNER_URL') });
});

test('un propriétaire sans autre droit migre, et l’application qu’il admet ne possède rien', async () => {
  process.env['DATABASE_OWNER_URL'] = adresse(`${nom}_proprietaire`);
  expect(await lancer(['migrer'])).toEqual({ stdout: 'La base est à jour.\n', stderr: '', code: 0 });
  expect((await lancer(['migrer'])).code).toBe(0);
  const application = await openHubDatabase(adresse(`${nom}_application`), { qualite: 'application', poolSize: 1 });
  await expect(exigerMoindresDroits(application)).resolves.toBeUndefined();
  expect(await application.query('SELECT * FROM crip.enfant')).toEqual([]);
  await application.close();
});
