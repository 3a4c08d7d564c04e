import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trousseauDemo } from '../../src/audit/trousseau';
import { lancer } from '../../src/cli/main';
import { sceau } from '../audit/atelier';
import { ouvrirHub, ouvrirTerrain, type HubOuvert, type Json, type Terrain } from '../subgraphs/hub-ouvert';
import { APPELS, MAINTENANT, type Appel } from './appels';
import { PAGE, pageDesAppels } from './page-appels';

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

const gardes = new Map<string, string>();
/** What the page writes to files, as the shell would. */
const ecrits = new Map<string, string>();

async function envoyer({ qui, query, variables, finalite, refuse }: Appel): Promise<Json> {
  const texte = [...gardes].reduce(
    (corps, [nom, valeur]) => corps.replaceAll(`"${nom}"`, `"${valeur}"`),
    JSON.stringify(variables),
  );
  const { body } = await hub.demander(qui, query, JSON.parse(texte) as object, finalite);
  expect(body.errors).toBeUndefined();
  const [recu] = Object.values<Json>(body.data);
  expect(recu).not.toBeNull();
  expect((recu.userErrors ?? []).map(({ code }: Json) => code)).toEqual(refuse === undefined ? [] : [refuse]);
  return body.data;
}

const lire = (objet: Json, chemin: string): Json => chemin.split('.').reduce((lu, champ) => lu[champ], objet);
const texte = (valeur: unknown) => (typeof valeur === 'string' ? valeur : JSON.stringify(valeur));

test('docs/appels.md dit ces appels (npm run docs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(pageDesAppels());
});

test('chacun est accepté, dans l’ordre, et ne crée rien de plus la seconde fois', async () => {
  const recus = [];
  for (const appel of APPELS) {
    // What waits for the journal to be signed: the hub of this test has no worker.
    if (appel.attente !== undefined)
      await sceau(hub.database, terrain.folder, trousseauDemo(terrain.folder), new Date());
    if (JSON.stringify(appel.variables).includes(MAINTENANT)) gardes.set(MAINTENANT, new Date().toISOString());
    const recu = await envoyer(appel);
    recus.push(recu);
    const { garde, ecrit } = appel;
    if (garde !== undefined) gardes.set(garde[0], lire(recu, garde[1]));
    if (ecrit !== undefined) ecrits.set(ecrit[0], texte(lire(recu, ecrit[1])));
  }
  expect([...gardes.keys()]).toEqual([
    'INFORMATION',
    'SIGNALEMENT',
    MAINTENANT,
    'MESURE',
    'ENFANT',
    'REQUETE',
    'DECISION',
    'SAISINE',
    'RECU',
  ]);
  for (const [i, appel] of APPELS.entries())
    if (appel.query.trim().startsWith('mutation')) expect(await envoyer(appel)).toEqual(recus[i]);
});

test.each(['recu.json', 'dossier.json'])(
  'ce qui est écrit dans %s se vérifie hors ligne, et pas un octet de moins',
  async (nom) => {
    const [fichier, cles] = [join(terrain.folder, nom), join(terrain.folder, 'cles.json')];
    writeFileSync(cles, await (await fetch(new URL('/.well-known/hub-keys.json', hub.url))).text());
    writeFileSync(fichier, ecrits.get(nom)!);
    expect(await lancer(['verify', fichier, '--cle', cles])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^VÉRIFIÉ/),
    });
    writeFileSync(fichier, ecrits.get(nom)!.replace('parquet', 'parquat').replace('notifierM', 'notifierN'));
    expect((await lancer(['verify', fichier, '--cle', cles])).code).toBe(1);
  },
);
