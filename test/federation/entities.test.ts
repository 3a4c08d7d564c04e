import { demoClients } from '../../src/auth/demo-clients';
import { SUBGRAPH_NAMES } from '../../src/platform/config';
import { peupler, type Peuplement } from '../subgraphs/access-cases';
import { FINALITES_USUELLES, VOISINS, type Json, type Porteur } from '../subgraphs/hub-ouvert';
import { ouvrirFlotte, type Flotte } from './fleet';

let flotte: Flotte;
let ids: Peuplement;
beforeAll(async () => {
  flotte = await ouvrirFlotte({ facons: ['fusionné'] });
  ids = await peupler(flotte.hubs.fusionné);
});
afterAll(() => flotte.fermer());

/** What each subgraph adds to the child. */
const AJOUTS = {
  crip: 'nomNaissance informationsPreoccupantes { id }',
  justice: 'mesuresUrgentes { id reference }',
  education: 'scolarite { uai }',
  sante: 'suiviSante { finess }',
  defenseur: 'saisinesDefenseur { id reference }',
} as const;
type Seul = keyof typeof AJOUTS;

const lire = async (seul: Seul | 'ase', porteur: Porteur, type: string, champs: string, id: string): Promise<Json> => {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${champs} } } }`;
  const variables = { r: [{ __typename: type, id }] };
  const finalite = FINALITES_USUELLES[porteur.role];
  const { status, body } = await flotte.seuls[seul].demander(porteur, query, variables, finalite);
  expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
  return body.data._entities[0];
};

/** No entity, or nothing in any of its fields: withheld, or not there. */
const rien = (lu: Json): boolean =>
  lu === null || Object.values<Json>(lu).every((valeur) => valeur === null || valeur.length === 0);

const sansScope = (porteur: Porteur): Porteur => ({ ...porteur, scopes: [] });
const LECTEUR: Readonly<Record<Seul, Porteur>> = {
  crip: demoClients.crip,
  justice: demoClients.parquet,
  education: demoClients.college,
  sante: demoClients.hopital,
  defenseur: demoClients.defenseur,
};

test.each(Object.keys(AJOUTS) as Seul[])('%s, appelé seul : qui n’a pas le droit de lire ne lit rien', async (seul) => {
  const { enfant } = ids.connuDeTous;
  const enfantLu = (porteur: Porteur, id: string) => lire(seul, porteur, 'Enfant', AJOUTS[seul], id);
  expect(rien(await enfantLu(LECTEUR[seul], enfant))).toBe(false);
  for (const porteur of [sansScope(LECTEUR[seul]), VOISINS.crip33, demoClients.dsden])
    expect(rien(await enfantLu(porteur, enfant))).toBe(true);
  for (const id of ['pas-un-uuid', "'; DROP TABLE crip.enfant", '01890000-0000-7000-8000-000000000000'])
    expect(rien(await enfantLu(LECTEUR[seul], id))).toBe(true);
});

test('la justice, appelée seule : ce qu’elle tient se lit par son identifiant, sous les droits du lecteur', async () => {
  const { soitTransmis, requete, decision, notification, mesure } = ids.unEnfant;
  const tenus = [
    ['MesureUrgente', mesure],
    ['SoitTransmis', soitTransmis],
    ['RequeteJuge', requete],
    ['DecisionJuge', decision],
    ['NotificationPartie', notification],
  ] as const;
  for (const [type, id] of tenus) {
    const champs = type === 'NotificationPartie' ? 'id partie' : 'id reference';
    expect(await lire('justice', demoClients.parquet, type, champs, id)).toMatchObject({ id });
    for (const porteur of [VOISINS.ase33, demoClients.college, sansScope(demoClients.parquet)])
      expect(await lire('justice', porteur, type, champs, id)).toBeNull();
    expect(await lire('justice', demoClients.parquet, type, champs, 'pas-un-uuid')).toBeNull();
  }
});

test('l’ASE, appelée seule : réception et réponse selon le lecteur', async () => {
  const { mesure, saisine } = ids.connuDeTous;
  const reception = (porteur: Porteur, id = mesure) => lire('ase', porteur, 'MesureUrgente', 'reception { etat }', id);
  expect(await reception(demoClients.parquet)).toEqual({ reception: { etat: 'TRANSMISE' } });
  for (const porteur of [VOISINS.parquetSaintGaudens, VOISINS.ase33, demoClients.college, sansScope(demoClients.ase)])
    expect(rien(await reception(porteur))).toBe(true);
  expect(await reception(demoClients.ase, 'pas-un-uuid')).toEqual({ reception: null });

  const etat = (porteur: Porteur, id = saisine) => lire('ase', porteur, 'SaisineDefenseur', 'etat', id);
  expect(await etat(demoClients.defenseur)).toEqual({ etat: 'TRANSMISE' });
  for (const porteur of [VOISINS.crip33, demoClients.parquet, sansScope(demoClients.defenseur)])
    expect(rien(await etat(porteur))).toBe(true);
  expect(await etat(demoClients.ase, 'pas-un-uuid')).toEqual({ etat: null });
});

test.each(SUBGRAPH_NAMES)('%s, appelé seul, exige un jeton', async (name) => {
  const { status, body } = await flotte.seuls[name].envoyer('{"query":"{ _service { sdl } }"}', undefined);
  expect(status).toBe(401);
  expect(body.errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
});
