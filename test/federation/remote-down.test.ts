import { createServer, type AddressInfo } from 'node:net';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../src/platform/config';
import { ordonnance } from '../scenarios/envois';
import { NOTIFIER } from '../scenarios/operations';
import { peupler, type Peuplement } from '../subgraphs/access-cases';
import { lignes, type HubOuvert, type Json } from '../subgraphs/hub-ouvert';
import { lisible, ouvrirFlotte, type Flotte } from './fleet';

let flotte: Flotte;
let ids: Peuplement;
const sans = {} as Record<SubgraphName, HubOuvert>;
beforeAll(async () => {
  flotte = await ouvrirFlotte({ facons: ['fusionné'] });
  ids = await peupler(flotte.hubs.fusionné);
  for (const absent of ['crip', 'ase', 'justice', 'sante'] as const) {
    const ailleurs = SUBGRAPH_NAMES.filter((name) => name !== absent).map((name) => [name, flotte.seuls[name].url]);
    sans[absent] = await flotte.ouvrir({
      remotes: { ...Object.fromEntries(ailleurs), [absent]: await adresseMuette() },
    });
  }
});
afterAll(() => flotte.fermer());

/** Where nothing listens. */
async function adresseMuette(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `http://127.0.0.1:${String(port)}/graphql`;
}

const muet = (service: SubgraphName, ...path: (string | number)[]) => ({
  message: `Le service « ${service} », dont dépend cette réponse, ne répond pas. Réessayez.`,
  path,
  code: 'SERVICE_INDISPONIBLE',
});

test("l'ASE ne répond pas : la mesure est lue, sa réception manque", async () => {
  const query =
    'query ($id: ID!) { mesureUrgente(id: $id) { id reception { etat } enfant { nomNaissance scolarite { uai } } } }';
  const { mesure: id } = ids.unEnfant;
  expect(lisible(await sans.ase.demander('ase', query, { id }, 'ASSISTANCE_EDUCATIVE'))).toEqual({
    status: 200,
    data: {
      mesureUrgente: {
        id,
        reception: null,
        enfant: { nomNaissance: expect.stringMatching(/^Durand/), scolarite: { uai: '0319001R' } },
      },
    },
    errors: [muet('ase', 'mesureUrgente', 'reception')],
  });
});

test('une liste : chaque ligne est là, chaque manque est dit', async () => {
  const query = 'query { mesuresUrgentes { edges { node { id reception { etat } } } } }';
  const { data, errors } = lisible(await sans.ase.demander('ase', query)) as Json;
  const { edges } = data.mesuresUrgentes;
  expect(edges).toHaveLength(3);
  const attendues = edges.map((_: Json, i: number) => muet('ase', 'mesuresUrgentes', 'edges', i, 'node', 'reception'));
  expect(errors).toEqual(attendues);
});

test("la CRIP ne répond pas : la mesure est lue sans les traits de l'enfant", async () => {
  const query = 'query ($id: ID!) { mesureUrgente(id: $id) { id reception { etat } enfant { id nomNaissance } } }';
  const { mesure: id } = ids.unEnfant;
  const { data, errors } = lisible(await sans.crip.demander('parquet', query, { id })) as Json;
  expect(data).toEqual({ mesureUrgente: { id, reception: { etat: 'TRANSMISE' }, enfant: null } });
  expect(errors).toEqual([muet('crip', 'mesureUrgente', 'enfant', 'nomNaissance')]);
});

test("l'hôpital ne répond pas : l'enfant est lu, son suivi manque", async () => {
  const query =
    'query ($id: ID!, $finalite: Finalite!) { enfant(id: $id, finalite: $finalite) { id nomNaissance suiviSante { finess } } }';
  const { enfant: id } = ids.connuDeTous;
  expect(lisible(await sans.sante.demander('hopital', query, { id }))).toEqual({
    status: 200,
    data: { enfant: { id, nomNaissance: expect.stringMatching(/^Durand/), suiviSante: null } },
    errors: [muet('sante', 'enfant', 'suiviSante')],
  });
});

test('celui qui doit écrire ne répond pas : rien n’est enregistré, et c’est dit', async () => {
  const avant = await lignes(flotte.hubs.fusionné.database);
  const { data, errors } = lisible(await sans.justice.demander('parquet', NOTIFIER, { input: ordonnance() })) as Json;
  expect(data).toBeNull();
  expect(errors).toEqual([muet('justice', 'notifierMesureUrgente')]);
  expect(await lignes(flotte.hubs.fusionné.database)).toEqual(avant);
});
