import { demoClients } from '../../src/auth/demo-clients';
import { ordonnance } from '../scenarios/envois';
import { NOTIFIER } from '../scenarios/operations';
import { LECTURES, peupler, TOUT_LENFANT, type Peuplement } from './access-cases';
import { avec } from './bad-input-cases';
import {
  accuse,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  retenus,
  type HubOuvert,
  type Json,
  type NomInstitution,
  type Terrain,
} from './hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
let ids: Peuplement;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  ids = await peupler(hub);
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

type Liste = 'informationsPreoccupantes' | 'mesuresUrgentes' | 'saisinesDefenseur';
const liste = async (qui: NomInstitution, nom: Liste): Promise<string[]> =>
  recu(await hub.demander(qui, LECTURES[nom].query))
    .edges.map(({ node }: Json) => node.id)
    .sort();
const tries = (...un: string[]) => un.sort();

test('une école ne lit que ce qu’elle a envoyé, où que vive l’enfant', async () => {
  const { unEnfant, connuDeTous, dAilleurs, enGironde, aLyon } = ids;
  expect(await liste('college', 'informationsPreoccupantes')).toEqual(
    tries(
      unEnfant.information,
      connuDeTous.college,
      enGironde.information,
      aLyon.information,
      ...Object.values(dAilleurs),
    ),
  );
  expect(await liste('autreCollege', 'informationsPreoccupantes')).toEqual([connuDeTous.autreCollege]);
  expect(await liste('hopital', 'informationsPreoccupantes')).toEqual([connuDeTous.hopital]);
});

test('un parquet ne lit que les mesures de son tribunal', async () => {
  const { unEnfant, connuDeTous, enGironde, aSaintGaudens } = ids;
  expect(await liste('parquet', 'mesuresUrgentes')).toEqual(
    tries(unEnfant.mesure, connuDeTous.mesure, enGironde.mesure),
  );
  expect(await liste('parquetSaintGaudens', 'mesuresUrgentes')).toEqual([aSaintGaudens.mesure]);
});

test('une CRIP et une ASE ne lisent que leur territoire', async () => {
  const { unEnfant, connuDeTous, dAilleurs, enGironde, aLyon, aSaintGaudens } = ids;
  // A soit-transmis is an information received.
  const query = 'query ($id: ID!) { soitTransmis(id: $id) { informationId } }';
  const duParquet = recu(await hub.demander('crip', query, { id: unEnfant.soitTransmis })).informationId;
  const doute = 'query ($id: ID!) { rapprochement(id: $id) { autre { informationsPreoccupantes { id } } } }';
  const { autre } = recu(await hub.demander('crip', doute, { id: unEnfant.rapprochement }, 'EVALUATION'));
  const enHauteGaronne = tries(
    autre.informationsPreoccupantes[0].id,
    unEnfant.information,
    duParquet,
    connuDeTous.college,
    connuDeTous.autreCollege,
    connuDeTous.hopital,
    dAilleurs.ici,
    dAilleurs.partant,
  );
  for (const qui of ['crip', 'ase'] as const) {
    expect(await liste(qui, 'informationsPreoccupantes')).toEqual(enHauteGaronne);
    expect(await liste(qui, 'mesuresUrgentes')).toEqual(
      tries(unEnfant.mesure, connuDeTous.mesure, aSaintGaudens.mesure),
    );
    expect(await liste(qui, 'saisinesDefenseur')).toEqual(tries(unEnfant.saisine, connuDeTous.saisine));
  }
  for (const qui of ['crip33', 'ase33'] as const) {
    expect(await liste(qui, 'informationsPreoccupantes')).toEqual(tries(enGironde.information, dAilleurs.la));
    expect(await liste(qui, 'mesuresUrgentes')).toEqual([enGironde.mesure]);
    expect(await liste(qui, 'saisinesDefenseur')).toEqual([]);
  }
  expect(await liste('crip69M', 'informationsPreoccupantes')).toEqual([aLyon.information]);
  expect(await liste('crip69M', 'mesuresUrgentes')).toEqual([]);
});

const RETENU = 'retenu';

/** What each institution reads of one child that all of them have spoken of (matrix § 5.2); the rest is withheld. */
const LENFANT: readonly (readonly [NomInstitution, (ids: Peuplement['connuDeTous']) => object])[] = [
  ['college', (un) => ({ informations: [[un.college, 'nommé']], scolarite: 'avec INE' })],
  ['autreCollege', (un) => ({ informations: [[un.autreCollege, 'nommé']], scolarite: 'aucune' })],
  ['hopital', (un) => ({ informations: [[un.hopital, 'nommé']], suiviSante: 'un' })],
  ['parquet', (un) => ({ informations: [], mesures: [un.mesure] })],
  [
    'crip',
    (un) => ({
      informations: [un.hopital, un.autreCollege, un.college].map((id) => [id, 'nommé']),
      mesures: [un.mesure],
      saisines: [un.saisine],
      scolarite: 'avec INE',
    }),
  ],
  [
    'ase',
    (un) => ({
      informations: [un.hopital, un.autreCollege, un.college].map((id) => [id, RETENU]),
      mesures: [un.mesure],
      saisines: [un.saisine],
      scolarite: 'sans INE',
    }),
  ],
  ['defenseur', (un) => ({ saisines: [un.saisine] })],
];

test.each(LENFANT)('un enfant connu de tous, lu par : %s', async (qui, attendu) => {
  const reponse = await hub.demander(qui, TOUT_LENFANT, { id: ids.connuDeTous.enfant });
  const tus = retenus(reponse);
  const lu = recu(reponse);
  const ou = (chemin: string, valeur: () => unknown) => (`enfant.${chemin}` in tus ? RETENU : valeur());
  expect(lu.nomNaissance).toMatch(/^Durand/);
  const resume = {
    informations: ou('informationsPreoccupantes', () =>
      lu.informationsPreoccupantes.map(({ id, emetteur }: Json, i: number) => [
        id,
        ou(`informationsPreoccupantes.${String(i)}.emetteur`, () => (emetteur ? 'nommé' : 'absent')),
      ]),
    ),
    mesures: ou('mesuresUrgentes', () =>
      lu.mesuresUrgentes.map(({ id, reception }: Json) => (reception?.etat ? id : 'sans réception')),
    ),
    saisines: ou('saisinesDefenseur', () =>
      lu.saisinesDefenseur.map(({ id, etat }: Json) => (etat ? id : 'sans état')),
    ),
    scolarite: ou('scolarite', () =>
      lu.scolarite === null ? 'aucune' : ou('scolarite.ine', () => 'avec INE') === RETENU ? 'sans INE' : 'avec INE',
    ),
    suiviSante: ou('suiviSante', () => (lu.suiviSante ? 'un' : 'aucun')),
  };
  const rien = { informations: RETENU, mesures: RETENU, saisines: RETENU, scolarite: RETENU, suiviSante: RETENU };
  expect(resume).toEqual({ ...rien, ...attendu(ids.connuDeTous) });
  if (lu.scolarite) expect(lu.scolarite.ine === null).toBe(qui === 'ase');
});

test('un jeton dont le territoire n’est pas celui du registre est refusé', async () => {
  for (const territoire of [null, '', '33']) {
    const porteur = { ...demoClients.crip, territoire };
    for (const nom of ['informationsPreoccupantes', 'mesuresUrgentes', 'saisinesDefenseur'] as const) {
      const { status, body } = await hub.demander(porteur, LECTURES[nom].query);
      const code = territoire === '' ? 'UNAUTHENTICATED' : 'HABILITATION_CONTRAIRE';
      expect(status).toBe(territoire === '' ? 401 : 403);
      expect(body.errors![0]).toMatchObject({ message: expect.stringMatching(/territoire/), extensions: { code } });
    }
  }
});

describe('une ordonnance sur un enfant que le parquet a déjà dans le hub', () => {
  const notifier = async (enfantId: string, collectivite?: string): Promise<string> => {
    const input = avec(avec(ordonnance(), 'enfant', undefined), 'enfantId', enfantId);
    return accuse(await hub.demander('parquet', NOTIFIER, { input: avec(input, 'collectivite', collectivite) })).id;
  };
  const MESURE_ENFANT = `query ($id: ID!) {
    mesureUrgente(id: $id) { collectivite enfant { id nomNaissance informationsPreoccupantes { id } scolarite { uai } } } }`;

  test("sans collectivité nommée : celle de l'enfant, non celle du tribunal", async () => {
    const { enGironde } = ids;
    const { mesureUrgente } = (
      await hub.demander('parquet', MESURE_ENFANT, { id: enGironde.mesure }, 'PROTECTION_URGENTE')
    ).body.data;
    const id = await notifier(mesureUrgente.enfant.id);
    expect(recu(await hub.demander('ase33', MESURE_ENFANT, { id }, 'PROTECTION_URGENTE')).collectivite).toBe('33');
    expect(
      (await hub.demander('ase', MESURE_ENFANT, { id }, 'PROTECTION_URGENTE')).body.errors![0]!.extensions.code,
    ).toBe('NOT_FOUND');
  });

  test("autre collectivité nommée : son ASE sait qui est l'enfant, et rien de plus", async () => {
    const { enfant } = ids.connuDeTous;
    const avant = await hub.demander('ase33', TOUT_LENFANT, { id: enfant });
    expect(avant.body.errors![0]!.extensions.code).toBe('NOT_FOUND');
    const id = await notifier(enfant, '33');
    for (const qui of ['ase33', 'crip33'] as const)
      expect(recu(await hub.demander(qui, MESURE_ENFANT, { id }, 'PROTECTION_URGENTE'))).toEqual({
        collectivite: '33',
        enfant: {
          id: enfant,
          nomNaissance: expect.stringMatching(/^Durand/),
          informationsPreoccupantes: [],
          scolarite: null,
        },
      });
    const ailleurs = await hub.demander('crip69M', TOUT_LENFANT, { id: enfant });
    expect(ailleurs.body.errors![0]!.extensions.code).toBe('NOT_FOUND');
  });
});
