import { ENREGISTRER, partenaire, REVOQUER, revocation, TOURNER, rotation, clePublique } from './administration-envois';
import { ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';
import { instructionsVues } from './instructions';

const COLLECTIVITES = ['64', '65', '66', '76', '77', '70', '71', '72', '73', '74'];

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

/** What the door and the outbox ask of the register every two seconds, whoever calls. */
const DE_LA_PORTE = /WITH ORDINALITY|id = ANY\(\$1\) AND revoque_le/;
const nombre = () => instructionsVues().filter((texte) => !DE_LA_PORTE.test(texte)).length;

async function instructionsDe(query: string, variables: object): Promise<[number, Json]> {
  const avant = nombre();
  const obtenu = recu(await hub.demander('exploitant', query, variables));
  expect(obtenu.userErrors ?? []).toEqual([]);
  return [nombre() - avant, obtenu];
}

const inscrire = (code: string, clientId: string) =>
  instructionsDe(ENREGISTRER, {
    input: partenaire({
      ...{ institution: `crip-${code}`, territoire: code, nom: `CRIP ${code}` },
      client: { clientId, scopes: ['ip:lire'], cle: clePublique() },
    }),
  });

test('enregistrer, tourner, révoquer, lister : autant d’instructions pour une machine ou dix, un partenaire ou dix', async () => {
  const vues: Record<string, number[]> = { inscrire: [], tourner: [], revoquer: [], lister: [] };
  for (let i = 0; i < 10; i += 1) vues['inscrire']!.push((await inscrire('64', `logiciel-${String(i)}`))[0]);
  for (const code of COLLECTIVITES.slice(1)) vues['inscrire']!.push((await inscrire(code, `seul-${code}`))[0]);
  for (const clientId of ['seul-65', 'logiciel-1', 'logiciel-2'])
    vues['tourner']!.push((await instructionsDe(TOURNER, { input: rotation(clientId) }))[0]);
  const lister = `query ($first: Int!) { partenaires(first: $first) { edges { node {
    institution clients { clientId cles { kid algorithme empreinte } } } } } }`;
  for (const first of [1, 5, 15]) {
    const [combien, { edges }] = await instructionsDe(lister, { first });
    expect(edges).toHaveLength(first);
    vues['lister']!.push(combien);
  }
  for (const institution of ['crip-65', 'crip-64'])
    vues['revoquer']!.push((await instructionsDe(REVOQUER, { input: revocation({ institution }) }))[0]);
  for (const [acte, combien] of Object.entries(vues))
    expect([acte, [...new Set(combien)]]).toEqual([acte, [combien[0]]]);
  // Two open and end the transaction; one reads the page, one its machines and their keys.
  expect(vues['lister']![0]).toBe(4);
});
