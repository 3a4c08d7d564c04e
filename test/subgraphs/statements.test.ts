import { Client } from 'pg';
import { fiche, ordonnance, saisine } from '../scenarios/envois';
import { NOTIFIER, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { accuse, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

const ENFANTS = 50;

/** Every statement that reaches PostgreSQL, whoever asks for it. */
const instruction = jest.spyOn(Client.prototype, 'query');
const nombre = () => instruction.mock.calls.length;

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  for (let rang = 0; rang < ENFANTS; rang += 1) {
    const { enfant } = fiche();
    await Promise.all([
      hub.demander('college', TRANSMETTRE, { input: fiche({ enfant }) }).then(accuse),
      hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant }) }).then(accuse),
      hub.demander('defenseur', SAISIR, { input: saisine({ enfant }) }).then(accuse),
    ]);
  }
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const ENFANT = `
  id nomNaissance collectivite
  informationsPreoccupantes { id echeances { regle } }
  mesuresUrgentes { reference echeances { regle } reception { etat remiseLe escalades { rang } } }
  saisinesDefenseur { reference etat reponse { reponse } echeances { regle } }
  scolarite { uai ine }
  suiviSante { finess }
`;

const OPERATIONS = {
  informationsPreoccupantes: `reference emetteur { nom } echeances { regle } enfant { ${ENFANT} }`,
  mesuresUrgentes: `reference reception { etat accuseePar escalades { rang le } } echeances { regle } enfant { ${ENFANT} }`,
  saisinesDefenseur: `reference etat reponse { reponduePar } echeances { regle } enfant { ${ENFANT} }`,
  notifications: 'id type etat remiseLe sujet { type id }',
} as const;

/** Statements of one page of that size, once the plans and the token are known. */
async function instructions(champ: keyof typeof OPERATIONS, first: number): Promise<number> {
  const query = `query ($first: Int!) { ${champ}(first: $first) { edges { node { ${OPERATIONS[champ]} } } pageInfo { hasNextPage } } }`;
  const lire = async () => recu(await hub.demander('crip', query, { first })).edges as Json[];
  await lire();
  const avant = nombre();
  const lues = await lire();
  const comptees = nombre() - avant;
  expect(lues).toHaveLength(first);
  if (champ !== 'notifications')
    for (const { node } of lues) {
      expect(node.enfant.nomNaissance).toMatch(/^Durand/);
      expect(node.enfant.mesuresUrgentes[0].reception.etat).toBe('TRANSMISE');
      expect(node.enfant.saisinesDefenseur[0].etat).toBe('TRANSMISE');
      expect(node.enfant.scolarite.uai).toBe('0319001R');
    }
  return comptees;
}

// The figure itself is a promise too: a statement more, for one child, is a statement more for everyone.
// Two of them open and end the transaction that says for whom it reads.
test.each([
  ['informationsPreoccupantes', 13],
  ['mesuresUrgentes', 13],
  ['saisinesDefenseur', 13],
  ['notifications', 5],
] as const)('%s : %i instructions SQL, que la page ait 1, 10 ou 50 lignes', async (champ, attendues) => {
  const comptees = [];
  for (const first of [1, 10, ENFANTS]) comptees.push(await instructions(champ, first));
  expect(comptees).toEqual([attendues, attendues, attendues]);
});

test('le même enfant demandé plusieurs fois dans une requête est lu une fois', async () => {
  const { id } = recu(
    await hub.demander('crip', 'query { informationsPreoccupantes(first: 1) { edges { node { enfant { id } } } } }'),
  ).edges[0].node.enfant;
  const query =
    'query ($id: ID!, $finalite: Finalite!) { a: enfant(id: $id, finalite: $finalite) { nomNaissance } b: enfant(id: $id, finalite: $finalite) { prenoms } c: enfant(id: $id, finalite: $finalite) { id } }';
  const avant = nombre();
  expect((await hub.demander('crip', query, { id })).body.data.c).toEqual({ id });
  expect(nombre() - avant).toBe(3);
});

test('les horaires de la CRIP ne sont pas relus à chaque information transmise', async () => {
  const transmettre = () => hub.demander('college', TRANSMETTRE, { input: fiche() }).then(accuse);
  const lectures = () => instruction.mock.calls.filter((appel) => JSON.stringify(appel[0]).includes('crip.horaires'));
  await transmettre();
  const lues = lectures().length;
  expect(lues).toBeGreaterThan(0);
  await transmettre();
  expect(lectures()).toHaveLength(lues);
});
