import { exigerMoindresDroits } from '../../src/bases';
import { lancer } from '../../src/cli/main';
import { openHubDatabase } from '../../src/rows';
import { baseVierge, type BaseVierge } from '../support/base-vierge';

let base: BaseVierge;
const avant = process.env;

beforeAll(async () => {
  base = await baseVierge();
});
afterAll(async () => {
  process.env = avant;
  await base.detruire();
});

test('sans les deux adresses : une phrase, et 2', async () => {
  process.env = { ...avant, DATABASE_URL: base.application, DATABASE_OWNER_URL: '' };
  expect(await lancer(['migrer'])).toMatchObject({ code: 2, stderr: expect.stringContaining('DATABASE_OWNER_URL') });
});

test('un propriétaire sans autre droit migre, et l’application qu’il admet ne possède rien', async () => {
  process.env = { ...avant, DATABASE_URL: base.application, DATABASE_OWNER_URL: base.proprietaire };
  expect(await lancer(['migrer'])).toEqual({ stdout: 'La base est à jour.\n', stderr: '', code: 0 });
  expect((await lancer(['migrer'])).code).toBe(0);
  const application = await openHubDatabase(base.application, { qualite: 'application', poolSize: 1 });
  await expect(exigerMoindresDroits(application)).resolves.toBeUndefined();
  expect(await application.query('SELECT * FROM crip.enfant')).toEqual([]);
  await application.close();
});
