import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from '../../migrations';
import { SecretDesWebhooks1700000000191 } from '../../migrations/0191-secret-des-webhooks';
import { startPartnerSimulator, type PartnerSimulator } from '../../connectors/webhook/simulator';
import { lancer } from '../../src/cli/main';
import { migrer, sourceDesMigrations } from '../../src/platform/migrations';
import { PartenaireRow } from '../../src/platform/partenaire.entity';
import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import { coffreDemo } from '../../src/platform/secret/coffre';
import { openHubDatabase } from '../../src/rows';
import { scellerExistant } from '../../src/sceller-existant';
import { fiche } from '../scenarios/envois';
import { dansLesFichiers, dansLesTables } from '../scenarios/fuites';
import { TRANSMETTRE } from '../scenarios/operations';
import { ENREGISTRER, partenaire, secretDeWebhook } from '../subgraphs/administration-envois';
import { accuse, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Terrain } from '../subgraphs/hub-ouvert';
import { clesDEssai } from '../support/coffre';
import { emptyDatabase } from '../support/database';

const secret = secretDeWebhook();
let terrain: Terrain;
let hub: HubOuvert;
let logiciel: PartnerSimulator;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  logiciel = await startPartnerSimulator({ secret });
  hub = await ouvrirHub(terrain, { role: 'all' });
  const { url } = logiciel;
  const crip = { institution: 'crip-31', territoire: '31', nom: 'CRIP de la Haute-Garonne', client: null };
  const input = partenaire({ ...crip, webhook: { url, secret } });
  expect(recu(await hub.demander('exploitant', ENREGISTRER, { input })).userErrors).toEqual([]);
});
afterAll(async () => {
  await hub.fermer();
  await logiciel.close();
  await terrain.fermer();
});

const scelle = async (): Promise<Buffer> => {
  const [row] = await hub.database.query<{ octets: Buffer }>(
    `SELECT webhook_secret octets FROM hub.partenaire WHERE id = 'crip-31'`,
  );
  return row!.octets;
};
const prevenue = async (par: HubOuvert): Promise<void> => {
  const { length } = logiciel.effects;
  accuse(await par.demander('college', TRANSMETTRE, { input: fiche() }));
  await logiciel.effectsReached(length + 1);
};

test('le secret d’un webhook signe ce qui est remis, et ne se lit ni dans la base, ni dans son journal', async () => {
  await prevenue(hub);
  expect(logiciel.rejected).toBe(0);
  expect((await scelle())[0]).toBe(1);
  const base64 = secret.slice('whsec_'.length);
  expect(await dansLesTables(hub.database, ['hub', 'crip', 'hub_file'], [base64])).toEqual([]);
  expect(await dansLesFichiers(hub.database, [base64])).toEqual([]);
});

test('porté d’une institution à une autre, il ne s’ouvre pas', async () => {
  const cles = clesEnfants(coffreDemo(terrain.folder));
  const base = await openHubDatabase(terrain.databaseUrl, { poolSize: 1, cles });
  const octets = await scelle();
  const lire = (id: string) => base.ouvrir(PartenaireRow, [{ id, webhookSecret: octets }]);
  expect(await lire('crip-31')).toEqual([{ id: 'crip-31', webhookSecret: secret }]);
  await expect(lire('crip-33')).rejects.toThrow();
  await base.close();
});

test('la base refuse un secret qui n’est pas scellé', async () => {
  const clair = "UPDATE hub.partenaire SET webhook_secret = convert_to('whsec_clair', 'UTF8') WHERE id = 'crip-31'";
  await expect(hub.database.query(clair)).rejects.toThrow(/webhook_secret_scelle/);
});

test('la clé du coffre tourne : le secret reste, et signe encore une fois l’ancienne clé retirée', async () => {
  const avant = await scelle();
  const fichier = join(terrain.folder, 'coffre-cles.json');
  const env = { ...process.env };
  Object.assign(process.env, { DATABASE_URL: terrain.databaseUrl, DATABASE_OWNER_URL: terrain.databaseUrl });
  try {
    expect((await lancer(['coffre', fichier, '--tourner'])).code).toBe(0);
    expect((await lancer(['coffre', fichier, '--reenvelopper'])).stdout).toMatch(/^[1-9]\d* clé/);
  } finally {
    process.env = env;
  }
  const coffre = JSON.parse(readFileSync(fichier, 'utf8'));
  writeFileSync(fichier, JSON.stringify({ ...coffre, keks: coffre.keks.slice(-1) }));
  await hub.fermer();
  hub = await ouvrirHub(terrain, { role: 'all' });
  await prevenue(hub);
  expect(await scelle()).toEqual(avant);
});

test('ce qui était en clair avant cette version est scellé à la mise à jour', async () => {
  const { url, drop } = await emptyDatabase();
  const avant = MIGRATIONS.slice(0, MIGRATIONS.indexOf(SecretDesWebhooks1700000000191));
  await migrer(url, avant);
  const source = await sourceDesMigrations(url, []);
  await source.query(
    `INSERT INTO hub.partenaire (id, nom, role, webhook_secret)
     VALUES ('crip-64', 'CRIP', 'crip', $1), ('crip-65', 'CRIP', 'crip', NULL)`,
    [secret],
  );
  await source.destroy();
  await migrer(url, MIGRATIONS);
  await scellerExistant(url, clesDEssai());
  const base = await openHubDatabase(url, { poolSize: 1, cles: clesDEssai() });
  const lues = await base.query<{ id: string; webhookSecret: Buffer | null }>(
    'SELECT id, webhook_secret "webhookSecret" FROM hub.partenaire ORDER BY id',
  );
  expect([lues[0]!.webhookSecret![0], lues[1]!.webhookSecret]).toEqual([1, null]);
  expect(await base.ouvrir(PartenaireRow, lues)).toEqual([
    { id: 'crip-64', webhookSecret: secret },
    { id: 'crip-65', webhookSecret: null },
  ]);
  expect(
    await base.query("SELECT 1 FROM pg_constraint WHERE conname = 'webhook_secret_scelle' AND convalidated"),
  ).toHaveLength(1);
  await base.close();
  await drop();
});
