import { demoClients } from '../../src/auth/demo-clients';
import { fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { ouvrirFlotte, type Flotte } from '../federation/fleet';
import { accuse, recu, retenus, type HubOuvert, type Porteur } from '../subgraphs/hub-ouvert';

let flotte: Flotte;
let hub: HubOuvert;
let id: string;
beforeAll(async () => {
  flotte = await ouvrirFlotte({ facons: ['fusionné', 'tout distant'] });
  hub = flotte.hubs.fusionné;
  const information = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() })).id;
  const query = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';
  id = recu(await hub.demander('crip', query, { id: information })).enfant.id;
});
afterAll(() => flotte.fermer());

const FICHE = 'query ($id: ID!, $pour: Finalite!) { enfant(id: $id, finalite: $pour) { id } }';
const EMETTEURS =
  'query ($id: ID!, $pour: Finalite!) { enfant(id: $id, finalite: $pour) { informationsPreoccupantes { emetteur { nom } } } }';

/** The same request with headers of its own. */
async function avecEntete(un: HubOuvert, porteur: Porteur, finalite: string, query: string, variables = {}) {
  const response = await fetch(un.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${un.jeton(porteur)}`, 'content-type': 'application/json', finalite },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

test('ouvrir une fiche sans finalité est refusé avant toute lecture', async () => {
  const { status, body } = await hub.demander('crip', 'query ($id: ID!) { enfant(id: $id) { id } }', { id });
  expect(status).toBe(400);
  expect(body.data).toBeUndefined();
  expect(body.errors![0]!.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(body.errors![0]!.message).toContain('finalite');
});

test('une finalité hors de la liste est refusée en français', async () => {
  const { status, body } = await hub.demander('crip', FICHE, { id, pour: 'CURIOSITE' });
  expect(status).toBe(400);
  expect(body.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  expect(body.errors![0]!.message).toMatch(/pour/);
});

test.each([
  ['college', 'EVALUATION', 'PROTECTION'],
  ['parquet', 'ASSISTANCE_EDUCATIVE', 'EVALUATION'],
  ['defenseur', 'INSTRUCTION_SAISINE', 'RECUEIL'],
  ['ase', 'PROTECTION', 'URGENCE'],
  ['crip', 'URGENCE', 'CONTROLE'],
] as const)('%s : %s lui est ouverte, %s ne l’est pas', async (qui, ouverte, fermee) => {
  expect((await hub.demander(qui, FICHE, { id, pour: ouverte })).status).toBe(200);
  for (const facon of ['fusionné', 'tout distant'] as const) {
    const { status, body } = await flotte.hubs[facon].demander(qui, FICHE, { id, pour: fermee });
    expect(status).toBe(403);
    expect(body.data).toBeUndefined();
    expect(body.errors![0]!.extensions.code).toBe('FINALITE_REFUSEE');
    expect(body.errors![0]!.message).toMatch(
      new RegExp(`^La finalité ${fermee} n'est pas ouverte à votre institution`),
    );
    expect(body.errors![0]!.message).toContain(ouverte);
  }
});

test('une opération n’a qu’une finalité', async () => {
  const deux = `query ($id: ID!) { ...F b: enfant(id: $id, finalite: PROTECTION) { id } }
    fragment F on Query { a: enfant(id: $id, finalite: EVALUATION) { id } }`;
  const { status, body } = await hub.demander('crip', deux, { id });
  expect(status).toBe(400);
  expect(body.errors![0]!.message).toBe("Une opération n'a qu'une finalité ; celle-ci en dit 2.");
  const meme =
    'query ($id: ID!, $pour: Finalite! = EVALUATION) { a: enfant(id: $id, finalite: $pour) { id } b: enfant(id: $id, finalite: EVALUATION) { id } }';
  expect((await hub.demander('crip', meme, { id })).body.data).toEqual({ a: { id }, b: { id } });
});

describe("l'en-tête finalite", () => {
  const LISTE = 'query { informationsPreoccupantes { edges { node { emetteur { nom } } } } }';
  const emetteurLu = ({ body }: Awaited<ReturnType<typeof avecEntete>>) =>
    body.data.informationsPreoccupantes.edges[0].node.emetteur !== null;

  test('vaut pour toute une opération, jusqu’aux sous-graphes distants', async () => {
    for (const facon of ['fusionné', 'tout distant'] as const) {
      const un = flotte.hubs[facon];
      expect(emetteurLu(await avecEntete(un, demoClients.ase, 'PROTECTION', LISTE))).toBe(true);
      expect(emetteurLu(await avecEntete(un, demoClients.ase, 'ASSISTANCE_EDUCATIVE', LISTE))).toBe(false);
    }
  });

  test('est vérifié comme l’argument, et ne le contredit pas', async () => {
    const codeDe = async (finalite: string, query: string, variables = {}) => {
      const { status, body } = await avecEntete(hub, demoClients.ase, finalite, query, variables);
      return [status, body.errors[0].extensions.code];
    };
    expect(await codeDe('CURIOSITE', LISTE)).toEqual([400, 'BAD_USER_INPUT']);
    expect(await codeDe('RECUEIL', LISTE)).toEqual([403, 'FINALITE_REFUSEE']);
    expect(await codeDe('PROTECTION', FICHE, { id, pour: 'EVALUATION' })).toEqual([400, 'BAD_USER_INPUT']);
    expect((await avecEntete(hub, demoClients.ase, 'PROTECTION', FICHE, { id, pour: 'PROTECTION' })).status).toBe(200);
  });
});

test('ce que l’argument ouvre l’est aussi à distance', async () => {
  for (const facon of ['fusionné', 'tout distant'] as const)
    for (const [pour, lu] of [
      ['PROTECTION', true],
      ['ASSISTANCE_EDUCATIVE', false],
    ] as const) {
      const reponse = await flotte.hubs[facon].demander('ase', EMETTEURS, { id, pour });
      expect(recu(reponse).informationsPreoccupantes[0].emetteur !== null).toBe(lu);
      expect(Object.keys(retenus(reponse))).toEqual(lu ? [] : ['enfant.informationsPreoccupantes.0.emetteur']);
    }
});
