import { SUBGRAPHS } from '../../src/subgraphs/registry';
import { trousseauDemo } from '../../src/audit/trousseau';
import { verifierDossier } from '../../src/audit/verifier-dossier';
import { executable } from '../../src/gateway/remote';
import { dossierNeuf, sceau } from '../audit/atelier';
import { BOITE, ENFANT, INFORMATION, INFORMATIONS, MESURE, SAISINE } from '../scenarios/operations';
import { INE, INS, peupler, TOUT_LENFANT, type Peuplement } from '../subgraphs/access-cases';
import {
  CLIENTS,
  FINALITES_USUELLES,
  INSTITUTIONS,
  type Demande,
  type HubOuvert,
  type NomInstitution,
} from '../subgraphs/hub-ouvert';
import type { Finalite } from '../../src/domain/access-finalites';
import { FACONS, lisible, ouvrirFlotte, type Flotte } from './fleet';
import { champsAtteignables, requetesDe } from './generated-queries';

// The proof takes one of two identifiers, and what it answers bears its instant: see « la preuve », below.
const { schema } = executable({ subgraphs: SUBGRAPHS.filter(({ name }) => name !== 'preuve') });
const { requetes, atteints } = requetesDe(schema);
const LECTEURS: readonly NomInstitution[] = [
  ...CLIENTS,
  'ase33',
  'crip33',
  'parquetSaintGaudens',
  'exploitant',
  'autreExploitant',
  'medecin',
];
const AILLEURS = FACONS.filter((facon) => facon !== 'fusionné');

let flotte: Flotte;
let ids: Peuplement;
beforeAll(async () => {
  flotte = await ouvrirFlotte();
  ids = await peupler(flotte.hubs.fusionné);
  // A first reading hands notifications over: from then on, every reading says the same.
  for (const qui of LECTEURS) await flotte.hubs.fusionné.demander(qui, BOITE);
});
afterAll(() => flotte.fermer());

const sujets = (champ: string): readonly string[] => {
  const absent = ['01890000-0000-7000-8000-000000000000', 'pas-un-uuid'];
  const { unEnfant, connuDeTous, enGironde, aSaintGaudens } = ids;
  switch (champ) {
    case 'enfant':
      return [unEnfant.enfant, connuDeTous.enfant, ...absent];
    case 'enfantParIne':
      return [INE, '987654321AB', 'x'];
    case 'enfantParIns':
      return [INS, '255069911136610', 'x'];
    case 'informationPreoccupante':
      return [unEnfant.information, connuDeTous.hopital, enGironde.information, ...absent];
    case 'mesureUrgente':
      return [unEnfant.mesure, enGironde.mesure, aSaintGaudens.mesure, ...absent];
    case 'soitTransmis':
      return [unEnfant.soitTransmis, ...absent];
    case 'requeteJuge':
      return [unEnfant.requete, ...absent];
    case 'decision':
      return [unEnfant.decision, ...absent];
    case 'notificationPartie':
      return [unEnfant.notification, ...absent];
    case 'demande':
      return [unEnfant.demande, ...absent];
    case 'signalement':
      return [unEnfant.signalement, ...absent];
    case 'mesure':
      return [unEnfant.suivi, ...absent];
    case 'lieuAccueil':
      return [unEnfant.lieu, ...absent];
    case 'saisineDefenseur':
      return [unEnfant.saisine, ...absent];
    case 'rapprochement':
      return [unEnfant.rapprochement, ...absent];
    case 'echeance':
      return [unEnfant.echeance, ...absent];
    case 'accesCommunique':
      return [unEnfant.acces, ...absent];
    case 'transfertInterdepartemental':
      return [unEnfant.transfert, ...absent];
    case 'demandeRenseignements':
      return [unEnfant.interrogation, unEnfant.interrogee, ...absent];
    case 'apercuElimination':
      return absent;
    default:
      throw new Error(`Say which identifiers to give to ${champ}.`);
  }
};

/** The same answer from every hub, data and errors. What wants a purpose is refused by all, then answered for one. */
async function comparer(qui: NomInstitution, demande: Demande, finalite?: Finalite): Promise<object> {
  const { query, variables } = demande;
  const demander = (hub: HubOuvert) => hub.demander(qui, query, variables, finalite);
  const lue = await demander(flotte.hubs.fusionné);
  const reference = lisible(lue);
  const ailleurs = await Promise.all(AILLEURS.map((facon) => demander(flotte.hubs[facon])));
  for (const [i, reponse] of ailleurs.entries()) {
    const ou = { facon: AILLEURS[i], qui };
    expect({ ...ou, ...lisible(reponse) }).toEqual({ ...ou, ...reference });
  }
  if (finalite === undefined && lue.body.errors?.[0]?.extensions.code === 'FINALITE_REQUISE')
    return comparer(qui, demande, FINALITES_USUELLES[INSTITUTIONS[qui].role]);
  return reference;
}

test('les hubs sont composés comme ils le disent', () => {
  expect(FACONS.map((facon) => flotte.hubs[facon].hub.mode)).toEqual(['fused', 'planned', 'planned', 'planned']);
});

test('les requêtes générées atteignent chaque champ du schéma', () => {
  expect([...atteints].sort()).toEqual([...champsAtteignables(schema)].sort());
  expect(atteints.size).toBeGreaterThan(90);
});

test.each(requetes)('$champ et tout ce qu’il atteint, pour chaque institution', async ({ champ, query, parId }) => {
  const variantes = parId ? sujets(champ).map((id) => ({ id })) : [{}];
  let lues = 0;
  for (const qui of LECTEURS)
    for (const variables of variantes) {
      const { data } = (await comparer(qui, { query, variables })) as { data: object | null };
      if (data && Object.values(data).some((value) => value !== null)) lues += 1;
    }
  expect(lues).toBeGreaterThan(0);
});

const DEMANDES: Readonly<Record<string, () => Demande>> = {
  'la fiche du scénario': () => ({ query: INFORMATION, variables: { id: ids.unEnfant.information } }),
  'la mesure du scénario': () => ({ query: MESURE, variables: { id: ids.unEnfant.mesure } }),
  'la saisine du scénario': () => ({ query: SAISINE, variables: { id: ids.unEnfant.saisine } }),
  "l'enfant du scénario": () => ({ query: ENFANT, variables: { id: ids.connuDeTous.enfant } }),
  'tout de l’enfant': () => ({ query: TOUT_LENFANT, variables: { id: ids.connuDeTous.enfant } }),
  'une référence inconnue': () => ({ query: INFORMATIONS, variables: { reference: 'IP-INCONNUE' } }),
  'des alias': () => ({
    query:
      'query ($id: ID!, $finalite: Finalite!) { a: enfant(id: $id, finalite: $finalite) { x: nomNaissance m: mesuresUrgentes { r: reception { e: etat } } } b: enfant(id: $id, finalite: $finalite) { id } }',
    variables: { id: ids.connuDeTous.enfant },
  }),
  'des fragments et des conditions': () => ({
    query: `query ($id: ID!, $oui: Boolean!, $non: Boolean!, $finalite: Finalite!) { enfant(id: $id, finalite: $finalite) {
        ...Traits mesuresUrgentes @include(if: $oui) { ... on MesureUrgente { reference reception @skip(if: $non) { etat } } }
        scolarite @include(if: $non) { uai } } }
      fragment Traits on Enfant { nomNaissance saisinesDefenseur @include(if: $oui) { etat enfant { id prenoms } } }`,
    variables: { id: ids.connuDeTous.enfant, oui: true, non: false },
  }),
  'plusieurs racines, dont une refusée': () => ({
    query: `query ($id: ID!) { un: mesureUrgente(id: $id) { reference enfant { nomNaissance } }
      deux: informationPreoccupante(id: $id) { reference } trois: notifications(first: 5) { edges { node { type } } } }`,
    variables: { id: ids.unEnfant.mesure },
  }),
  'un filtre': () => ({
    query:
      'query ($d: Horodatage) { mesuresUrgentes(first: 2, filtre: { priseAvant: $d }) { edges { node { reception { etat } enfant { id } } } pageInfo { hasNextPage endCursor } } }',
    variables: { d: '2026-03-03T00:00:00+01:00' },
  }),
  'un champ inconnu': () => ({ query: 'query { notifications { totalCount } }' }),
  'une variable absente': () => ({ query: ENFANT }),
  __typename: () => ({ query: 'query { __typename notifications(first: 1) { __typename } }' }),
};

test.each(Object.keys(DEMANDES))('%s', async (nom) => {
  for (const qui of ['college', 'crip', 'ase', 'parquet', 'defenseur'] as const) await comparer(qui, DEMANDES[nom]!());
});

// A remote's own sentence about a value is not relayed yet: its code is.
test.each<[string, Demande]>([
  ['une page de taille fausse', { query: 'query { notifications(first: 0) { edges { cursor } } }' }],
  ['un curseur faux', { query: 'query { mesuresUrgentes(after: "x") { edges { cursor } } }' }],
  [
    'une date fausse',
    {
      query: 'query ($d: Horodatage) { mesuresUrgentes(filtre: { priseAvant: $d }) { edges { cursor } } }',
      variables: { d: '2026-02-30T00:00:00Z' },
    },
  ],
])('%s : refusée partout avec le même code', async (_, { query, variables }) => {
  for (const facon of FACONS) {
    const { body } = await flotte.hubs[facon].demander('parquet', query, variables);
    expect(body.data ?? null).toBeNull();
    expect(body.errors!.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  }
});

test('la preuve : la même, et des mêmes enregistrements, où que vivent les sous-graphes', async () => {
  const { terrain, hubs } = flotte;
  const { database } = hubs.fusionné;
  const cles = trousseauDemo(terrain.folder);
  await sceau(database, dossierNeuf(), cles);
  const actes = await database.query<{ id: string }>(
    "SELECT id FROM hub.audit WHERE institution = 'tj31555' AND kid IS NOT NULL ORDER BY id",
  );
  const inclusion = 'query ($recu: ID!) { preuveInclusion(recu: $recu) { recu contenu position chemin point } }';
  for (const { id: recu } of actes) await comparer('parquet', { query: inclusion, variables: { recu } });
  expect(actes.length).toBeGreaterThan(1);
  const dossiers = FACONS.map(async (facon) => {
    const query = 'query ($enfant: ID!) { dossierDePreuve(enfant: $enfant) { contenu } }';
    const { body } = await hubs[facon].demander('dpo', query, { enfant: ids.connuDeTous.enfant });
    const { dossier, defauts } = verifierDossier(body.data.dossierDePreuve.contenu as string, cles);
    expect(defauts).toEqual([]);
    return dossier!.enregistrements;
  });
  const [premier, ...autres] = await Promise.all(dossiers);
  expect(premier!.length).toBeGreaterThan(3);
  for (const autre of autres) expect(autre).toEqual(premier);
});
