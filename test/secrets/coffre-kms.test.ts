import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { lancer } from '../../src/cli/main';
import { report } from '../../src/gateway/errors';
import { readConfig } from '../../src/platform/config';
import { createLogger } from '../../src/platform/logger';
import { ouvrirTransit } from '../../src/platform/secret/transit';
import { ouvrirCoffre } from '../../src/ouvrir-coffre';
import { fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { accuse, lignes, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Terrain } from '../subgraphs/hub-ouvert';
import { simulerTransit, type Panne, type SimulateurTransit } from './transit-simulateur';

const LIRE = 'query ($id: ID!) { informationPreoccupante(id: $id) { reference faits { recit } } }';
const PANNES: readonly Panne[] = [
  'MUET',
  'ERREUR_500',
  'SCELLE',
  'ILLISIBLE',
  'TROP_LONG',
  'INCOMPLET',
  'CLAIR_FAUX',
  'CHIFFRE_FAUX',
  'REDIRECTION',
];

let terrain: Terrain;
let kms: SimulateurTransit;
let env: Record<string, string>;
let hub: HubOuvert;
const jeton = () => `hvs.${randomBytes(12).toString('hex')}`;
const premier = jeton();

/** `hub -- coffre`, in the environment of that hub. */
async function coffre(args: string[], { plus = env, sur = terrain }: { plus?: object; sur?: Terrain } = {}) {
  const avant = { ...process.env };
  Object.assign(process.env, plus, { DATABASE_URL: sur.databaseUrl, DATABASE_OWNER_URL: sur.databaseUrl });
  try {
    return await lancer(['coffre', ...args]);
  } finally {
    process.env = avant;
  }
}

beforeAll(async () => {
  terrain = await ouvrirTerrain();
  kms = await simulerTransit(premier);
  const jetonFile = join(terrain.folder, 'jeton');
  writeFileSync(jetonFile, `${premier}\n`);
  const service = { COFFRE_KMS_URL: kms.url, COFFRE_KMS_CLE: kms.cle, COFFRE_KMS_JETON_FILE: jetonFile };
  env = { ...service, COFFRE_CLES: join(terrain.folder, 'coffre.json') };
  expect(await coffre([env['COFFRE_CLES']!, '--creer'], { plus: service })).toMatchObject({
    ...{ code: 0, stdout: expect.stringContaining('transit:passerelle:v1') },
  });
  hub = await ouvrirHub(terrain, { env });
});
afterEach(() => {
  kms.panne = undefined;
});
afterAll(async () => {
  await hub.fermer();
  await kms.fermer();
  await terrain.fermer();
});

const envoi = (recit: string) => {
  const faits = [{ recit, constatePar: 'CONSTATE_PERSONNELLEMENT' as const }];
  return { input: fiche({ faits }) };
};
const transmettre = async (recit: string) => accuse(await hub.demander('college', TRANSMETTRE, envoi(recit))).id;
const recits = async (id: string, par = hub) =>
  recu(await par.demander('crip', LIRE, { id })).faits.map(({ recit }: { recit: string }) => recit);
const keks = async () => {
  const lues = await hub.database.query<{ kek: string }>('SELECT DISTINCT kek FROM hub.cle_enfant ORDER BY kek');
  return lues.map(({ kek }) => kek);
};
const contenus = () => hub.database.query('SELECT id, contenu FROM crip.information_preoccupante ORDER BY id');

test('le service de clés enveloppe la clé de chaque enfant ; rien de sa clé n’est chez le hub', async () => {
  const id = await transmettre('Un récit que le service ne voit pas.');
  expect(await recits(id)).toEqual(['Un récit que le service ne voit pas.']);
  expect(await keks()).toEqual(['transit:passerelle:v1']);
  expect(JSON.parse(readFileSync(env['COFFRE_CLES']!, 'utf8'))).toEqual({
    indexEnveloppe: expect.stringMatching(/^vault:v1:/),
    keks: [],
  });
});

test('une clé ouverte est gardée : une seconde lecture ne demande rien au service', async () => {
  const id = await transmettre('Lu deux fois.');
  const voisin = await ouvrirHub(terrain, { env });
  await recits(id, voisin);
  const { length } = kms.appels;
  await recits(id, voisin);
  expect(kms.appels).toHaveLength(length);
  await voisin.fermer();
});

describe.each(PANNES)('le service est en panne : %s', (panne) => {
  test('rien n’est écrit, rien n’est lu ; la même demande passe quand il revient', async () => {
    const id = await transmettre('Écrit avant la panne.');
    const voisin = await ouvrirHub(terrain, { env });
    const variables = envoi(`Envoyé pendant la panne ${panne}.`);
    const avant = await lignes(hub.database);
    kms.panne = panne;
    const refusee = await hub.demander('college', TRANSMETTRE, variables);
    expect(refusee.body.errors).toMatchObject([{ extensions: { code: 'SERVICE_INDISPONIBLE' } }]);
    expect(await lignes(hub.database)).toEqual(avant);
    if (panne !== 'CHIFFRE_FAUX') {
      const lue = await voisin.demander('crip', LIRE, { id });
      expect(lue.body.errors?.map(({ extensions }) => extensions.code)).toContain('SERVICE_INDISPONIBLE');
      expect(lue.raw).not.toMatch(/Écrit|vault|transit/);
    }
    kms.panne = undefined;
    expect(await recits(id, voisin)).toEqual(['Écrit avant la panne.']);
    const { id: envoyee } = accuse(await hub.demander('college', TRANSMETTRE, variables));
    expect(await recits(envoyee, voisin)).toEqual([`Envoyé pendant la panne ${panne}.`]);
    await voisin.fermer();
  });
});

test('un jeton révoqué ne sert plus ; le nouveau est pris dans son fichier, sans arrêt', async () => {
  kms.jetons.clear();
  expect((await hub.demander('college', TRANSMETTRE, envoi('x'))).body.errors).toMatchObject([
    { extensions: { code: 'SERVICE_INDISPONIBLE' } },
  ]);
  await expect(ouvrirHub(terrain, { env })).rejects.toThrow(/^COFFRE_KMS_URL[^\n]*HTTP_403/);
  const neuf = jeton();
  kms.jetons.add(neuf);
  writeFileSync(env['COFFRE_KMS_JETON_FILE']!, neuf);
  expect(await recits(await transmettre('Sous un autre jeton.'))).toEqual(['Sous un autre jeton.']);
});

test('ce qui est dit de la panne ne répète ni le jeton, ni une réponse du service', async () => {
  kms.panne = 'ERREUR_500';
  const dit: string[] = [];
  const destination = new Writable({
    write: (ligne: Buffer, _, fait) => {
      dit.push(ligne.toString());
      fait();
    },
  });
  const jetonFile = env['COFFRE_KMS_JETON_FILE']!;
  const transit = ouvrirTransit({ url: kms.url, cle: kms.cle, jetonFile });
  const erreur: unknown = await transit
    .chiffrer([{ clair: Buffer.from('clair'), lieu: 'x' }])
    .catch((une: unknown) => une);
  report(erreur, randomUUID(), createLogger({ level: 'info', destination }));
  expect(JSON.parse(dit[0]!)).toMatchObject({ codeErreur: 'SERVICE_INDISPONIBLE', echec: 'HTTP_500' });
  expect(dit.join('')).not.toMatch(/internal error|clair|hvs/);
});

test('la clé du service tourne : chaque clé d’enfant change d’enveloppe, aucun récit n’est réécrit, l’ancienne version peut partir', async () => {
  const id = await transmettre('Avant la rotation.');
  const avant = await contenus();
  kms.tourner();
  expect(await recits(await transmettre('Après la rotation.'))).toEqual(['Après la rotation.']);
  expect(await keks()).toEqual(['transit:passerelle:v1', 'transit:passerelle:v2']);
  const faite = await coffre([env['COFFRE_CLES']!, '--reenvelopper']);
  expect(faite).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[1-9]\d* clé.*transit:passerelle:v2/) });
  expect(await keks()).toEqual(['transit:passerelle:v2']);
  expect(await contenus()).toEqual(expect.arrayContaining(avant));
  await expect(coffre([env['COFFRE_CLES']!, '--tourner'])).resolves.toMatchObject({ code: 2 });
  kms.oublierAvant(2);
  const voisin = await ouvrirHub(terrain, { env });
  expect(await recits(id, voisin)).toEqual(['Avant la rotation.']);
  await voisin.fermer();
});

test('un coffre en fichier se confie au service : mêmes index, mêmes récits, puis ses clés le quittent', async () => {
  const autre = await ouvrirTerrain();
  const fichier = join(autre.folder, 'coffre.json');
  const enFichier = { COFFRE_CLES: fichier };
  const auService = { ...env, COFFRE_CLES: fichier };
  const ouvrir = (plus: object) => ouvrirCoffre(readConfig({ ...plus, HUB_DATA_DIR: autre.folder }));
  await coffre([fichier, '--creer'], { plus: {} });
  const avant = await ouvrirHub(autre, { env: enFichier });
  const { id } = accuse(await avant.demander('college', TRANSMETTRE, envoi('Du temps du fichier.')));
  const { cleIndex } = await ouvrir(enFichier);
  await avant.fermer();

  const commande = { plus: auService, sur: autre };
  expect((await coffre([fichier, '--confier'], commande)).code).toBe(0);
  expect((await ouvrir(auService)).cleIndex).toEqual(cleIndex);
  const confie = await ouvrirHub(autre, { env: auService });
  expect(await recits(id, confie)).toEqual(['Du temps du fichier.']);
  await confie.fermer();

  expect((await coffre([fichier, '--reenvelopper'], commande)).stdout).toMatch(/^1 clé/);
  writeFileSync(fichier, JSON.stringify({ ...JSON.parse(readFileSync(fichier, 'utf8')), keks: [] }));
  const seul = await ouvrirHub(autre, { env: auService });
  expect(await recits(id, seul)).toEqual(['Du temps du fichier.']);
  await seul.fermer();
  await autre.fermer();
});
