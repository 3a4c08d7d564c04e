import { demoClients } from '../../src/auth/demo-clients';
import { executable } from '../../src/gateway/remote';
import { enregistrerPartenaire } from '../../src/partners';
import { SUBGRAPHS } from '../../src/subgraphs/registry';
import { accueilUrgence } from '../scenarios/ase-envois';
import { ASE } from '../scenarios/ase-operations';
import { demande, evaluation, rapport, signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { enfant, fiche, ficheDu119, ficheHopital, ordonnance, saisine } from '../scenarios/envois';
import { decision, requete, soitTransmis } from '../scenarios/justice-envois';
import { DECIDER, SAISIR_JUGE, SOIT_TRANSMIS } from '../scenarios/justice-operations';
import { NOTIFIER, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { OUVRIR_EN_URGENCE } from '../scenarios/urgence-operations';
import { LECTURES } from '../subgraphs/access-cases';
import {
  accuse,
  CLIENTS,
  FINALITES_USUELLES,
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  retenus,
  type HubOuvert,
  type Json,
  type NomInstitution,
  type Porteur,
  type Terrain,
} from '../subgraphs/hub-ouvert';
import { cheminsVers } from './chemins';

/** Who called the 119, and everything by which that person could be known. */
const APPELANT = ficheDu119().appelant!;
const TRACES = [APPELANT.nom!, 'Brocéliande', 'Ysoline', APPELANT.telephone!, APPELANT.lien!];
const AUTRE_119 = { ...demoClients.snated, institution: 'SNATED-BIS' };

const { schema } = executable({ subgraphs: SUBGRAPHS });
const CHEMINS = cheminsVers(schema, 'Appelant');
const LIRE = `query ($id: ID!) { informationPreoccupante(id: $id) {
  empreinte faits { recit } appelant { nom telephone lien anonymatDemande } } }`;

let terrain: Terrain;
let hub: HubOuvert;
let ids: Record<string, string>;
const traits = enfant();

beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  await enregistrerPartenaire(hub.database, AUTRE_119);
  ids = await partout();
}, 60_000);
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

/** The information of the 119, known of every institution that an information may reach. */
async function partout(): Promise<Record<string, string>> {
  const envoyer = async (qui: NomInstitution, query: string, input: object) =>
    accuse(await hub.demander(qui, query, { input })).id;
  const information = await envoyer('snated', TRANSMETTRE, ficheDu119({ enfant: traits }));
  await envoyer('college', TRANSMETTRE, fiche({ enfant: traits }));
  await envoyer('hopital', TRANSMETTRE, { ...ficheHopital(), enfant: traits });
  const [{ id: enfantId }] = (await hub.database.query<{ id: string }>(
    'SELECT enfant_id id FROM crip.information_preoccupante WHERE id = $1',
    [information],
  )) as [{ id: string }];
  await hub.demander('crip', cycle.ANALYSER, { input: { informationId: information } });
  const demandee = await envoyer('crip', cycle.DEMANDER_COMPLEMENT, demande(information));
  await hub.demander('crip', cycle.QUALIFIER, { input: { informationId: information } });
  await hub.demander('crip', cycle.OUVRIR_EVALUATION, { input: evaluation(information) });
  await hub.demander('crip', cycle.RENDRE_EVALUATION, { input: rapport(information) });
  // Before the juge is seized: he reads what the procureur held by then.
  const signale = await envoyer('crip', cycle.SIGNALER, signalement(information));
  const mesure = await envoyer('parquet', NOTIFIER, ordonnance({ enfant: traits }));
  const requeteId = await envoyer('parquet', SAISIR_JUGE, requete({ enfantId, mesureUrgenteId: mesure }));
  return {
    ...{ information, enfant: enfantId, demande: demandee, mesure, requete: requeteId, signalement: signale },
    suivi: await envoyer('ase', ASE.accueillirEnUrgence, accueilUrgence({ enfant: traits })),
    saisine: await envoyer('defenseur', SAISIR, saisine({ enfant: traits })),
    soitTransmis: await envoyer('parquet', SOIT_TRANSMIS, soitTransmis({ enfant: traits })),
    decision: await envoyer('juge', DECIDER, decision({ enfantId, requeteId })),
  };
}

/** Every value called `appelant` in an answer. */
function appelantsDe(valeur: Json): Json[] {
  if (Array.isArray(valeur)) return valeur.flatMap(appelantsDe);
  if (typeof valeur !== 'object' || valeur === null) return [];
  return Object.entries(valeur).flatMap(([nom, une]) => (nom === 'appelant' ? [une] : appelantsDe(une)));
}

const suivis = CHEMINS.filter(({ racine }) => racine in LECTURES);

test('le schéma y mène par l’information seule, et par assez de chemins pour que les suivre prouve quelque chose', () => {
  expect([...new Set(CHEMINS.map(({ porteur }) => porteur))]).toEqual(['InformationPreoccupante.appelant']);
  expect(suivis.length).toBeGreaterThan(15);
  // The other roots are acts and the subscription: what they answer is read by the same resolvers.
  expect(
    CHEMINS.filter((chemin) => !suivis.includes(chemin) && chemin.racine in schema.getQueryType()!.getFields()),
  ).toEqual([]);
});

const LECTEURS: readonly (readonly [string, Porteur])[] = [
  ...CLIENTS.map((nom) => [nom, INSTITUTIONS[nom]] as const),
  ...(['medecin', 'crip33', 'ase33', 'parquetLyon', 'exploitant'] as const).map(
    (nom) => [nom, INSTITUTIONS[nom]] as const,
  ),
  ['un autre 119', AUTRE_119],
];
/** Those who read the information itself, or another about the same child, and are told that this is withheld. */
const EN_LISENT_UNE = ['college', 'hopital', 'parquet', 'crip', 'ase', 'juge', 'medecin'];

test.each(LECTEURS)('par aucun chemin du schéma : %s', async (nom, porteur) => {
  const obtenus: Json[] = [];
  for (const { racine, operation } of suivis) {
    const { sujet } = LECTURES[racine as keyof typeof LECTURES];
    const variables = {
      ...{ id: ids[sujet ?? ''] ?? ids['information'], finalite: FINALITES_USUELLES[porteur.role] },
      ...{ ine: '123456789AB', ins: '255069911101216' },
    };
    const query = operation('nom telephone lien anonymatDemande');
    const { raw, body } = await hub.demander(porteur, query, variables, FINALITES_USUELLES[porteur.role]);
    obtenus.push(...appelantsDe(body.data));
    if (nom !== 'snated') for (const trace of TRACES) expect([racine, raw.includes(trace)]).toEqual([racine, false]);
  }
  const lus = obtenus.filter((un) => un !== null);
  if (nom === 'snated')
    expect(new Set(lus.map((un) => JSON.stringify(un)))).toEqual(new Set([JSON.stringify(APPELANT)]));
  else expect(lus).toEqual([]);
  expect([nom, obtenus.length > 0]).toEqual([nom, nom === 'snated' || EN_LISENT_UNE.includes(nom)]);
});

test.each(['crip', 'ase', 'parquet', 'juge'] as const)(
  '%s lit les faits de cet appel, et que qui a appelé est retenu',
  async (qui) => {
    const reponse = await hub.demander(qui, LIRE, { id: ids['information'] });
    expect(recu(reponse)).toMatchObject({ faits: [{ recit: expect.any(String) }], appelant: null });
    expect(retenus(reponse)).toMatchObject({ 'informationPreoccupante.appelant': 'APPELANT_RETENU' });
  },
);

test('la même réponse, qu’il soit connu ou non', async () => {
  const { appelant: _, ...sans } = ficheDu119();
  const { id } = accuse(await hub.demander('snated', TRANSMETTRE, { input: sans }));
  const connu = await hub.demander('crip', LIRE, { id: ids['information'] });
  const inconnu = await hub.demander('crip', LIRE, { id });
  expect(inconnu.body.extensions).toEqual(connu.body.extensions);
  expect(recu(inconnu).appelant).toBeNull();
  expect(recu(await hub.demander('snated', LIRE, { id })).appelant).toBeNull();
});

test('ni par un accès en urgence, ni par un transfert : rien n’en part dans l’autre département', async () => {
  const id = accuse(await hub.demander('snated', TRANSMETTRE, { input: ficheDu119() })).id;
  const [{ enfantId }] = (await hub.database.query<{ enfantId: string }>(
    'SELECT enfant_id "enfantId" FROM crip.information_preoccupante WHERE id = $1',
    [id],
  )) as [{ enfantId: string }];
  const urgence = { idempotencyKey: 'nuit', enfantId, motif: 'FUGUE' };
  expect(recu(await hub.demander('crip33', OUVRIR_EN_URGENCE, { input: urgence })).userErrors).toEqual([]);
  const lue = await hub.demander(
    'crip33',
    'query ($id: ID!) { enfant(id: $id, finalite: URGENCE) { informationsPreoccupantes { appelant { nom } } } }',
    { id: enfantId },
    'URGENCE',
  );
  expect(appelantsDe(lue.body.data)).toEqual([null]);
  await hub.demander('crip', cycle.ANALYSER, { input: { informationId: id } });
  const reorientee = { informationId: id, motif: 'La famille vit à Bordeaux.', collectivite: '33' };
  expect(recu(await hub.demander('crip', cycle.REORIENTER, { input: reorientee })).userErrors).toEqual([]);
  const [{ arrivee }] = (await hub.database.query<{ arrivee: string }>(
    `SELECT id arrivee FROM crip.information_preoccupante WHERE collectivite = '33' AND emetteur_institution = 'SNATED'`,
  )) as [{ arrivee: string }];
  const la = await hub.demander('crip33', LIRE, { id: arrivee });
  expect(recu(la)).toMatchObject({ appelant: null });
  const rangs = 'SELECT information_id FROM crip.appelant WHERE enfant_id = $1';
  expect(await hub.database.query(rangs, [enfantId])).toHaveLength(1);
  expect(await hub.database.query('SELECT 1 FROM crip.appelant WHERE information_id = $1', [arrivee])).toEqual([]);
});
