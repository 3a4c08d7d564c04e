import { randomUUID } from 'node:crypto';
import { demoClients } from '../../src/auth/demo-clients';
import { SUBGRAPHS } from '../../src/subgraphs/registry';
import { ordonnance } from '../scenarios/envois';
import { ACCUSER, NOTIFIER, REPONDRE } from '../scenarios/operations';
import { ACTES, LECTURES, peupler, RELIVRER, TOUT_LENFANT, type Peuplement } from './access-cases';
import { avec } from './bad-input-cases';
import {
  anonyme,
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

type Issue = 'lu' | 'vide' | 'admis' | 'NOT_FOUND' | 'FORBIDDEN' | 'AGENT_NON_DESIGNE';

async function issueDe(qui: Parameters<HubOuvert['demander']>[0], query: string, variables: object): Promise<Issue> {
  const { status, body } = await hub.demander(qui, query, variables);
  expect(status).toBe(200);
  const [erreur] = body.errors ?? [];
  if (erreur) return erreur.extensions.code as Issue;
  const [payload] = Object.values<Json>(body.data);
  if (payload === null) return 'vide';
  if (payload.userErrors) return 'admis';
  return payload.edges?.length === 0 ? 'vide' : 'lu';
}

const lire = (qui: Parameters<HubOuvert['demander']>[0], nom: keyof typeof LECTURES) => {
  const { query, sujet } = LECTURES[nom];
  return issueDe(qui, query, sujet ? { id: ids.unEnfant[sujet] } : {});
};

// Columns: college, dsden, hopital, parquet, crip, ase, defenseur, snated, juge; dpo, auditeur, observatoire and archiviste,
// refused where nothing is said of them. A child that its school, its parquet and the Défenseur have spoken of; the hospital has
// spoken of another.
const F = 'FORBIDDEN';
const N = 'NOT_FOUND';
const TABLE: Readonly<Record<keyof typeof LECTURES, readonly Issue[]>> = {
  enfant: ['lu', N, N, 'lu', 'lu', 'lu', 'lu', N, 'lu'],
  enfantParIne: ['lu', N, F, F, 'lu', F, F, F, F],
  // Without the medical mandate, a hospital looks for nobody by that.
  enfantParIns: [F, F, F, F, F, F, F, F, F],
  informationPreoccupante: ['lu', N, N, N, 'lu', 'lu', F, N, N],
  informationsPreoccupantes: ['lu', 'vide', 'lu', 'vide', 'lu', 'lu', F, 'vide', 'vide'],
  mesureUrgente: [F, F, F, 'lu', 'lu', 'lu', F, F, 'lu'],
  mesuresUrgentes: [F, F, F, 'lu', 'lu', 'lu', F, F, 'lu'],
  soitTransmis: [F, F, F, 'lu', 'lu', 'lu', F, F, N],
  soitsTransmis: [F, F, F, 'lu', 'lu', 'lu', F, F, 'vide'],
  requeteJuge: [F, F, F, 'lu', 'lu', 'lu', F, F, 'lu'],
  requetesJuge: [F, F, F, 'lu', 'lu', 'lu', F, F, 'lu'],
  decision: [F, F, F, 'lu', 'lu', 'lu', F, F, 'lu'],
  decisions: [F, F, F, 'lu', 'lu', 'lu', F, F, 'lu'],
  notificationPartie: [F, F, F, 'lu', 'lu', 'lu', F, F, 'lu'],
  saisineDefenseur: [F, F, F, F, 'lu', 'lu', 'lu', F, F],
  saisinesDefenseur: [F, F, F, F, 'lu', 'lu', 'lu', F, F],
  echeance: [F, F, F, N, 'lu', 'lu', F, F, N],
  echeances: [F, F, F, 'lu', 'lu', 'lu', F, F, 'lu'],
  indicateursRetours: [F, F, F, F, 'lu', 'lu', F, F, F],
  indicateurs: [F, F, F, F, 'lu', 'lu', F, F, F, F, F, 'lu'],
  coincidences: [F, F, F, F, 'vide', F, F, F, F],
  rapprochement: [F, F, F, F, 'lu', 'lu', F, F, F],
  rapprochementsAExaminer: [F, F, F, F, 'lu', 'lu', F, F, F],
  eliminations: [F, F, F, F, 'vide', 'vide', F, F, F, 'vide', 'vide', F, 'vide'],
  apercuElimination: [F, F, F, F, 'lu', 'lu', F, F, F, 'lu', 'lu', F, 'lu'],
  dossiersArchives: [F, F, F, F, 'vide', 'vide', F, F, F, 'vide', 'vide', F, 'vide'],
  demandesAcces: [F, F, F, F, 'lu', F, F, F, F, 'lu', 'vide'],
  accesCommunique: [F, F, F, F, 'lu', F, F, F, F],
  horairesCrip: [F, F, F, F, 'lu', 'lu', F, F, F],
  demande: ['lu', N, N, N, 'lu', 'lu', F, N, F],
  demandes: ['lu', 'vide', 'vide', 'vide', 'lu', 'lu', F, 'vide', F],
  signalement: [N, N, 'lu', 'lu', 'lu', 'lu', F, F, N],
  signalements: ['vide', 'vide', 'lu', 'lu', 'lu', 'lu', F, F, 'vide'],
  mesTransmissions: ['lu', 'vide', 'lu', F, 'vide', 'vide', F, 'vide', F],
  mesure: [F, F, F, 'lu', 'lu', 'lu', F, F, N],
  mesures: [F, F, F, 'lu', 'lu', 'lu', F, F, 'lu'],
  lieuAccueil: [F, F, F, F, 'lu', 'lu', F, F, F],
  lieuxAccueil: [F, F, F, F, 'lu', 'lu', F, F, F],
  // To designated agents: test/subgraphs/ase-transfert and ase-renseignements play the others.
  transfertInterdepartemental: [F, F, F, F, 'lu', 'lu', F, F, F],
  transfertsInterdepartementaux: [F, F, F, F, 'lu', 'lu', F, F, F],
  agentsDesignes: [F, F, F, F, 'lu', 'lu', F, F, F],
  demandeRenseignements: [F, F, F, F, 'lu', 'lu', F, F, F],
  demandesRenseignements: [F, F, F, F, 'lu', 'lu', F, F, F],
  partenaires: [F, F, F, F, F, F, F, F, F],
  accesUrgence: [F, F, F, F, 'lu', F, F, F, F],
  monRaccordement: Array<Issue>(13).fill('lu'),
  notifications: ['lu', 'vide', 'vide', 'lu', 'lu', 'lu', 'vide', 'vide', 'lu', 'vide', 'vide', 'vide', 'vide'],
  // No receipt has that identifier, and no checkpoint is signed here: test/audit plays both.
  preuveInclusion: Array<Issue>(13).fill(N),
  dossierDePreuve: [F, F, F, F, F, F, F, F, F, 'vide', 'vide'],
};
const A = 'admis';
const CRIP_SEULE = [F, F, F, F, A, F, F, F, F] as const;
const ASE_SEULE = [F, F, F, F, F, A, F, F, F] as const;
const TABLE_ACTES: Readonly<Record<keyof typeof ACTES, readonly Issue[]>> = {
  transmettreInformationPreoccupante: [A, A, A, F, F, F, A, A, F],
  notifierMesureUrgente: [F, F, F, A, F, F, F, F, F],
  enregistrerSuites: [F, F, F, A, F, F, F, F, F],
  transmettreSoitTransmis: [F, F, F, A, F, F, F, F, F],
  saisirJugeDesEnfants: [F, F, F, A, F, F, F, F, F],
  notifierDecision: [F, F, F, F, F, F, F, F, A],
  prolongerMesureProvisoire: [F, F, F, F, F, F, F, F, A],
  notifierDecisionAuxParties: [F, F, F, F, F, F, F, F, A],
  enregistrerAppel: [F, F, F, F, F, F, F, F, A],
  enregistrerArret: [F, F, F, F, F, F, F, F, A],
  fixerAudience: [F, F, F, F, F, F, F, F, A],
  transmettreSaisineDefenseur: [F, F, F, F, F, F, A, F, F],
  accuserReception: [F, F, F, F, F, A, F, F, F],
  accuserInformationUrgente: [F, F, F, F, A, A, F, F, F],
  repondreSaisineDefenseur: [F, F, F, F, A, A, F, F, F],
  ...Object.fromEntries(
    [
      'analyser',
      'qualifier',
      'nonQualifier',
      'rouvrir',
      'reorienter',
      'rappelerTransfert',
      'joindre',
      'demanderComplement',
      'demanderAvis',
    ]
      .concat(['ouvrirEvaluation', 'rendreEvaluation', 'completerEvaluation', 'decider', 'informerParents'])
      .concat([
        'constaterRencontreImpossible',
        'signalerAuParquet',
        'envoyerRetour',
        'enregistrerInformation',
        'enregistrerDemandeRetour',
        'fixerHorairesCrip',
        'demanderAdresse',
        'enregistrerReponseAdresse',
        'ecarterRetour',
        'proposerElimination',
        'rapprocher',
        'chercherCoincidence',
        'separer',
        'confirmerDistincts',
        'deciderElimination',
        'instruireAcces',
        'deciderAcces',
      ])
      .map((nom) => [nom, CRIP_SEULE]),
  ),
  viserElimination: [F, F, F, F, F, F, F, F, F, F, F, F, A],
  signalerPassage: [F, F, A, F, F, F, F, F, F],
  joindrePiece: [A, A, A, F, A, F, A, A, F],
  repondreComplement: [A, A, A, A, F, F, F, F, F],
  rendreAvis: [A, A, A, A, F, F, F, F, F],
  copierSignalementDirect: [A, A, A, F, F, F, F, F, F],
  ...Object.fromEntries(
    ['ouvrirMesureAdministrative', 'renouvelerMesure', 'terminerMesure', 'designerReferent', 'enregistrerRapport']
      .concat(['etablirProjetPourEnfant', 'changerLieu', 'accueillirEnUrgence', 'prolongerAccueilMna'])
      .concat(['enregistrerLieuAccueil', 'demanderAgrement', 'accorderAgrement', 'suspendreAgrement'])
      .concat(['retirerAgrement', 'prolongerDelaiAgrement', 'convoquerCommissionAgrement', 'restreindreAgrement'])
      .concat(['saisirAutoriteJudiciaire', 'attesterInformation', 'notifierChoixLieu', 'accuserChoixLieu'])
      .concat(['repondreChoixLieu', 'saisirCommissionStatut', 'enregistrerExamenStatut', 'enregistrerEntretien'])
      .concat(['transfererDossier', 'rappelerTransfertDossier'])
      .concat(['inviterRenouvellement', 'enjoindreRenouvellement', 'enregistrerDemandeRenouvellement'])
      .map((nom) => [nom, ASE_SEULE]),
  ),
  designerAgent: [F, F, F, F, A, A, F, F, F],
  interrogerCollectivite: [F, F, F, F, A, A, F, F, F],
  repondreCollectivite: [F, F, F, F, A, A, F, F, F],
  protegerDossier: [F, F, F, F, A, A, F, F, F],
  leverProtection: [F, F, F, F, A, A, F, F, F],
  ouvrirEnUrgence: CRIP_SEULE,
  revoirAcces: CRIP_SEULE,
  relivrerNotifications: [A, A, A, A, A, A, A, A, A],
  enregistrerPartenaire: [F, F, F, F, F, F, F, F, F],
  tournerCle: [F, F, F, F, F, F, F, F, F],
  revoquer: [F, F, F, F, F, F, F, F, F],
};

test('le tableau couvre chaque opération du schéma', () => {
  const champs = (racine: 'getQueryType' | 'getMutationType') =>
    SUBGRAPHS.flatMap(({ schema }) => Object.keys(schema[racine]()?.getFields() ?? {})).sort();
  expect(Object.keys(TABLE).sort()).toEqual(champs('getQueryType'));
  expect(Object.keys(TABLE_ACTES).sort()).toEqual(champs('getMutationType'));
});

describe('qui lit quoi', () => {
  test.each(Object.keys(TABLE) as (keyof typeof TABLE)[])('%s', async (nom) => {
    const obtenu = Object.fromEntries(await Promise.all(CLIENTS.map(async (qui) => [qui, await lire(qui, nom)])));
    expect(obtenu).toEqual(Object.fromEntries(CLIENTS.map((qui, i) => [qui, TABLE[nom][i] ?? F])));
  });
});

describe('qui fait quoi', () => {
  test.each(Object.keys(TABLE_ACTES))('%s', async (nom) => {
    const { query, input } = ACTES[nom]!;
    const variables = { input: input() };
    const obtenu = await Promise.all(CLIENTS.map(async (qui) => [qui, await issueDe(qui, query, variables)]));
    expect(Object.fromEntries(obtenu)).toEqual(
      Object.fromEntries(CLIENTS.map((qui, i) => [qui, TABLE_ACTES[nom]![i] ?? F])),
    );
  });
});

describe('qui exploite le hub', () => {
  test.each(Object.keys(TABLE) as (keyof typeof TABLE)[])('lit %s : seulement le registre', async (nom) => {
    // Its own inbox, and the proof of its own acts.
    const ouverts: Partial<Record<keyof typeof TABLE, Issue>> = {
      ...{ partenaires: 'lu', monRaccordement: 'lu', notifications: 'vide', preuveInclusion: 'NOT_FOUND' },
    };
    expect(await lire('exploitant', nom)).toBe(ouverts[nom] ?? 'FORBIDDEN');
  });

  test.each(Object.keys(TABLE_ACTES))('fait %s : seulement ceux du registre', async (nom) => {
    const { query, input } = ACTES[nom]!;
    const ouverts = ['enregistrerPartenaire', 'tournerCle', 'revoquer'];
    const obtenu = await issueDe('exploitant', query, { input: input() });
    expect(obtenu).toBe(ouverts.includes(nom) ? 'admis' : 'FORBIDDEN');
  });
});

describe('un jeton sans le mandat', () => {
  const sans = (qui: keyof typeof demoClients, ...retires: string[]) => ({
    ...demoClients[qui],
    scopes: demoClients[qui].scopes.filter((scope) => !retires.includes(scope)),
  });

  test.each(Object.keys(TABLE) as (keyof typeof TABLE)[])('%s : FORBIDDEN pour tous', async (nom) => {
    for (const qui of CLIENTS)
      expect(await lire(sans(qui, ...[LECTURES[nom].scope].flat(), 'ip:traiter'), nom)).toBe('FORBIDDEN');
  });

  test.each(Object.entries(ACTES))('%s : FORBIDDEN pour tous', async (_, { query, input, scope }) => {
    for (const qui of CLIENTS)
      expect(await issueDe(sans(qui, ...[scope].flat()), query, { input: input() })).toBe('FORBIDDEN');
  });

  test('les champs imbriqués sont retenus, et la réponse dit quel mandat manque', async () => {
    const id = ids.connuDeTous.enfant;
    for (const [mandat, champ] of [
      ['ip:lire', 'informationsPreoccupantes'],
      ['ip:traiter', 'mesuresUrgentes'],
      ['saisine:lire', 'saisinesDefenseur'],
    ] as const) {
      const reponse = await hub.demander(sans('crip', mandat), TOUT_LENFANT, { id });
      expect(recu(reponse)[champ]).toBeNull();
      expect(retenus(reponse)[`enfant.${champ}`]).toBe('MANDAT_ABSENT');
    }

    const { information, mesure, saisine } = ids.unEnfant;
    for (const [qui, champ, sujet] of [
      ['crip', 'informationPreoccupante', information],
      ['ase', 'mesureUrgente', mesure],
      ['defenseur', 'saisineDefenseur', saisine],
    ] as const) {
      const query = `query ($id: ID!) { ${champ}(id: $id) { id enfant { nomNaissance scolarite { uai } } } }`;
      const lu = await hub.demander(
        sans(qui, 'enfant:lire'),
        query,
        { id: sujet },
        FINALITES_USUELLES[INSTITUTIONS[qui].role],
      );
      expect(recu(lu)).toEqual({ id: sujet, enfant: null });
      expect(retenus(lu)).toEqual({ [`${champ}.enfant`]: 'MANDAT_ABSENT' });
    }
  });
});

describe("l'illisible et l'inexistant se répondent à l'identique", () => {
  const VOIENT_RIEN: readonly (readonly [NomInstitution, keyof Peuplement['unEnfant']])[] = [
    ...(['autreCollege', 'hopital', 'dsden', 'parquetSaintGaudens', 'crip69M', 'ase33'] as const).map(
      (qui) => [qui, 'enfant'] as const,
    ),
    ...(['autreCollege', 'hopital', 'snated', 'parquet', 'crip69M', 'ase33', 'crip33'] as const).map(
      (qui) => [qui, 'information'] as const,
    ),
    ...(['parquetSaintGaudens', 'crip69M', 'ase33'] as const).map((qui) => [qui, 'mesure'] as const),
    ...(['crip69M', 'ase33'] as const).map((qui) => [qui, 'saisine'] as const),
  ];
  const champ = { enfant: 'enfant', information: 'informationPreoccupante' } as Record<string, keyof typeof LECTURES>;
  const lectureDe = (sujet: string) =>
    LECTURES[champ[sujet] ?? (sujet === 'mesure' ? 'mesureUrgente' : 'saisineDefenseur')];

  test.each(VOIENT_RIEN)('%s : %s', async (qui, sujet) => {
    const { query } = lectureDe(sujet);
    const illisible = anonyme(await hub.demander(qui, query, { id: ids.unEnfant[sujet] }));
    expect(illisible.raw).toContain('NOT_FOUND');
    for (const id of [randomUUID(), 'pas-un-uuid', ids.unEnfant[sujet].toUpperCase()])
      expect(anonyme(await hub.demander(qui, query, { id }))).toEqual(illisible);
  });

  test.each([
    ['ase33', ACCUSER, (id: string) => ({ mesureId: id, fonction: 'Cadre' }), 'mesure'],
    [
      'ase33',
      REPONDRE,
      (id: string) => ({ idempotencyKey: 'k', saisineId: id, reponse: 'Rien.', fonction: 'Cadre' }),
      'saisine',
    ],
    ['parquetSaintGaudens', NOTIFIER, (id: string) => sansTraits(id), 'enfant'],
  ] as const)('%s agit sur ce qu’il ne lit pas', async (qui, query, input, sujet) => {
    const illisible = anonyme(await hub.demander(qui, query, { input: input(ids.unEnfant[sujet]) }));
    expect(illisible.raw).toContain('NOT_FOUND');
    for (const id of [randomUUID(), 'pas-un-uuid'])
      expect(anonyme(await hub.demander(qui, query, { input: input(id) }))).toEqual(illisible);
  });

  const sansTraits = (enfantId: string): object =>
    avec(avec(ordonnance({ tj: 'tj31483' }), 'enfant', undefined), 'enfantId', enfantId);

  test('relivrer les notifications d’un autre ne touche à rien', async () => {
    const [{ id }] = (await hub.database.query<{ id: string }>(
      "SELECT id FROM hub.livraison WHERE destinataire = 'crip-31' LIMIT 1",
    )) as [{ id: string }];
    const avant = await hub.database.query('SELECT * FROM hub.livraison ORDER BY id');
    const relivrer = async (un: string) =>
      anonyme(await hub.demander('ase33', RELIVRER, { input: { notificationIds: [un] } }));
    expect(await relivrer(id)).toEqual(await relivrer(randomUUID()));
    expect(await hub.database.query('SELECT * FROM hub.livraison ORDER BY id')).toEqual(avant);
  });
});
