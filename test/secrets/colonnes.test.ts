import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { lancer } from '../../src/cli/main';
import { ENTITIES } from '../../src/rows';
import { colonnesSecretes } from '../../src/platform/secret/colonne';
import { accuse, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Terrain } from '../subgraphs/hub-ouvert';
import { fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';

const LIRE = 'query ($id: ID!) { informationPreoccupante(id: $id) { reference faits { recit } } }';

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const transmettre = async (recit: string): Promise<string> => {
  const faits = [{ recit, constatePar: 'CONSTATE_PERSONNELLEMENT' as const }];
  return accuse(await hub.demander('college', TRANSMETTRE, { input: fiche({ faits }) })).id;
};
const lire = (id: string, par = hub) => par.demander('crip', LIRE, { id });
const recits = async (id: string, par = hub) =>
  recu(await lire(id, par)).faits.map(({ recit }: { recit: string }) => recit);
const contenu = async (id: string) => {
  const [ligne] = await hub.database.query<{ contenu: Buffer }>(
    'SELECT contenu FROM crip.information_preoccupante WHERE id = $1',
    [id],
  );
  return ligne!.contenu;
};
const poser = (id: string, octets: Buffer) =>
  hub.database.query('UPDATE crip.information_preoccupante SET contenu = $2 WHERE id = $1', [id, octets]);

test('un récit est scellé dans sa table, et lu en clair par qui en a le droit', async () => {
  const id = await transmettre('Une phrase que personne ne lit dans la base.');
  expect((await contenu(id)).toString('latin1')).not.toContain('phrase');
  expect(await recits(id)).toEqual(['Une phrase que personne ne lit dans la base.']);
});

test('porté d’une ligne à une autre, un récit ne s’ouvre pas, et rien n’en sort', async () => {
  const [a, b] = [await transmettre('Premier récit.'), await transmettre('Second récit.')];
  const [deA, deB] = [await contenu(a), await contenu(b)];
  await poser(b, deA);
  const { raw, body } = await lire(b);
  expect(body.data?.informationPreoccupante ?? null).toBeNull();
  expect(raw).not.toMatch(/Premier|Second/);
  await poser(b, deB);
  expect(await recits(b)).toEqual(['Second récit.']);
});

test('la base refuse un récit qui n’est pas scellé', async () => {
  const id = await transmettre('Récit.');
  await expect(poser(id, Buffer.from('\u0000{}'))).rejects.toThrow(/contenu_scelle/);
});

test('la clé d’un enfant, portée à un autre, n’ouvre rien', async () => {
  const [un, autre] = [await transmettre('Récit du premier.'), await transmettre('Récit du second.')];
  const enveloppes = (de: string, vers: string) =>
    hub.database.query(
      `UPDATE hub.cle_enfant c SET enveloppe = de.enveloppe
       FROM hub.cle_enfant de, crip.information_preoccupante i, crip.information_preoccupante vers
       WHERE i.id = $1 AND de.enfant_id = i.enfant_id AND vers.id = $2 AND c.enfant_id = vers.enfant_id`,
      [de, vers],
    );
  await enveloppes(autre, un);
  const voisin = await ouvrirHub(terrain);
  const { raw, body } = await lire(un, voisin);
  expect(body.errors).toHaveLength(1);
  expect(raw).not.toContain('Récit');
  expect(await recits(autre, voisin)).toEqual(['Récit du second.']);
  await voisin.fermer();
  await hub.database.query(
    'DELETE FROM hub.cle_enfant WHERE enfant_id = (SELECT enfant_id FROM crip.information_preoccupante WHERE id = $1)',
    [un],
  );
});

test('la clé du coffre tourne : les clés des enfants changent d’enveloppe, pas une ligne de récit n’est réécrite', async () => {
  const id = await transmettre('Avant la rotation.');
  const scelle = await contenu(id);
  const fichier = join(terrain.folder, 'coffre-cles.json');
  const env = { ...process.env };
  Object.assign(process.env, { DATABASE_URL: terrain.databaseUrl, DATABASE_OWNER_URL: terrain.databaseUrl });
  try {
    expect((await lancer(['coffre', fichier, '--tourner'])).code).toBe(0);
    const faite = await lancer(['coffre', fichier, '--reenvelopper']);
    expect(faite).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[1-9]\d* clé/) });
    expect((await lancer(['coffre', fichier, '--reenvelopper'])).stdout).toMatch(/^0 clé/);
  } finally {
    process.env = env;
  }
  const coffre = JSON.parse(readFileSync(fichier, 'utf8'));
  writeFileSync(fichier, JSON.stringify({ ...coffre, keks: coffre.keks.slice(-1) }));
  const voisin = await ouvrirHub(terrain);
  expect(await recits(id, voisin)).toEqual(['Avant la rotation.']);
  expect(await contenu(id)).toEqual(scelle);
  await voisin.fermer();
  writeFileSync(fichier, JSON.stringify(coffre));
});

test('chaque colonne secrète est une suite d’octets, que la base tient pour scellée', async () => {
  const attendues = ENTITIES.flatMap((entite) => {
    const { schema, tableName } = hub.database.dataSource.getMetadata(entite);
    return colonnesSecretes(entite).secretes.map((propriete) => `${schema!}.${tableName}.${propriete}`);
  });
  expect(attendues.length).toBeGreaterThan(25);
  const contraintes = await hub.database.query<{ nom: string }>(
    `SELECT conrelid::regclass || ' ' || conname nom FROM pg_constraint WHERE conname LIKE '%\\_scelle' AND convalidated`,
  );
  expect(contraintes).toHaveLength(attendues.length);
});
