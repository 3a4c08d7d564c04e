import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { lancer } from '../../src/cli/main';
import { PARAMETRES } from '../../src/domain/identite';
import { coffreDemo } from '../../src/platform/secret/coffre';
import { freshDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'passerelle-rapprochement-'));
const avant = process.env;
beforeAll(async () => {
  database = await freshDatabase(coffreDemo(folder));
  process.env = { ...avant, DATABASE_URL: database.url, HUB_DATA_DIR: folder };
  for (const nom of ['Durand', 'Martin'])
    await database.query(
      `INSERT INTO crip.enfant (id, collectivite, nom_naissance, prenoms, sexe) VALUES ($1, '31', $2, 'Zoé', 'F')`,
      [v7(), nom],
    );
});
afterAll(async () => {
  process.env = avant;
  await database.drop();
  rmSync(folder, { recursive: true });
});

const dit = (aLire: number, ancienne: number) => ({
  ...{ code: 0, stderr: '' },
  stdout: `Règles en vigueur : ${PARAMETRES.version}
Fiches : 2, dont à lire : ${String(aLire)}, comparées par une autre version : ${String(ancienne)}
Paires à examiner par une personne : 0
`,
});

test('it says what is to be read, and gives back to the worker what other rules compared', async () => {
  expect(await lancer(['rapprochement'])).toEqual(dit(2, 0));
  await database.query(`UPDATE crip.fiche_enfant SET regles = 'avant'`);
  expect(await lancer(['rapprochement'])).toEqual(dit(0, 2));
  expect(await lancer(['rapprochement', '--relire'])).toEqual(dit(2, 0));
});

test('a wrong use says so', async () => {
  expect(await lancer(['rapprochement', 'tout'])).toMatchObject({ code: 2, stdout: '' });
});
