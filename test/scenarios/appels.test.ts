import { readFileSync } from 'node:fs';
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

async function envoyer({ qui, query, variables, refuse }: Appel): Promise<Json> {
  const texte = [...gardes].reduce(
    (corps, [nom, valeur]) => corps.replaceAll(`"${nom}"`, `"${valeur}"`),
    JSON.stringify(variables),
  );
  const { body } = await hub.demander(qui, query, JSON.parse(texte) as object);
  expect(body.errors).toBeUndefined();
  const [recu] = Object.values<Json>(body.data);
  expect(recu).not.toBeNull();
  expect((recu.userErrors ?? []).map(({ code }: Json) => code)).toEqual(refuse === undefined ? [] : [refuse]);
  return body.data;
}

test('docs/appels.md dit ces appels (npm run docs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(pageDesAppels());
});

test('chacun est accepté, dans l’ordre, et ne crée rien de plus la seconde fois', async () => {
  const recus = [];
  for (const appel of APPELS) {
    if (JSON.stringify(appel.variables).includes(MAINTENANT)) gardes.set(MAINTENANT, new Date().toISOString());
    const recu = await envoyer(appel);
    recus.push(recu);
    const { garde: [nom, chemin] = [] } = appel;
    if (nom !== undefined && chemin !== undefined)
      gardes.set(nom, chemin.split('.').reduce((objet: Json, champ) => objet[champ], recu) as string);
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
  ]);
  for (const [i, appel] of APPELS.entries())
    if (appel.query.trim().startsWith('mutation')) expect(await envoyer(appel)).toEqual(recus[i]);
});
