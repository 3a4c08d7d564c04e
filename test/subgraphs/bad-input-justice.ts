import {
  appel,
  arret,
  audience,
  decision,
  notificationAuxParties,
  prolongation,
  requete,
  soitTransmis,
  suites,
} from '../scenarios/justice-envois';
import * as justice from '../scenarios/justice-operations';
import { cas, DEMAIN, ENFANT, JOUR, long, type Cas, type Ligne } from './bad-input-cases';

const CLE: Ligne = ['idempotencyKey', ' ', 'CHAMP_REQUIS', /obligatoire/];
const MAGISTRAT: readonly Ligne[] = [
  ['magistrat', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['magistrat', '--', 'VALEUR_INVALIDE', /^magistrat : un nom comporte au moins une lettre/],
];

const SOIT_TRANSMIS: readonly Ligne[] = [
  CLE,
  ...MAGISTRAT,
  ['tj', 'tj31395', 'INCONNU', /ribunal/],
  ['tj', 'tj31483', 'EMETTEUR_DIFFERENT', /n'est pas celui du parquet du jeton/],
  ['numeroParquet', '2306', 'IDENTIFIANT_INVALIDE', /parquet/],
  ['texte', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['texte', long(20_001), 'TEXTE_TROP_LONG', /20000 caractères/],
  ['collectivite', 'ZZ', 'INCONNU', /aucune collectivité n'exerce/],
  ['enfant', undefined, 'CHAMP_REQUIS', /indiquez les traits de l'enfant/],
];

const SUITES: readonly Ligne[] = [
  CLE,
  ['le', DEMAIN, 'DATE_FUTURE', /futur/],
  ['commentaire', long(2_001), 'TEXTE_TROP_LONG', /2000 caractères/],
];

const REQUETE: readonly Ligne[] = [
  CLE,
  ['tj', 'tj31', 'IDENTIFIANT_INVALIDE', /Tribunal judiciaire/],
  ['tj', 'tj69123', 'HORS_TERRITOIRE', /le tribunal pour enfants de votre ressort siège à tj31555/],
  ['recueAuGreffeLe', DEMAIN, 'DATE_FUTURE', /futur/],
  ['recueAuGreffeLe', '0001-01-01T00:00:00+14:00', 'DATE_INVALIDE', /date trop ancienne/],
  ['motifs', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['motifs', long(20_001), 'TEXTE_TROP_LONG', /20000 caractères/],
];

const unParent = (changes: object = {}) => ({ partie: 'PARENT', le: '2026-03-26', ...changes });

const DECISION: readonly Ligne[] = [
  CLE,
  ...MAGISTRAT,
  ['motifs', long(20_001), 'TEXTE_TROP_LONG', /20000 caractères/],
  ['rendueLe', DEMAIN, 'DATE_FUTURE', /futur/],
  ['rendueLe', '2015-06-01T10:00:00+02:00', 'DATE_INVALIDE', /aucun délai légal n'est connu à ce jour/],
  ['confieA.nom', '\u200b', 'VALEUR_INVALIDE', /^nom : un nom comporte au moins/],
  ['confieA.siret', '22310001700424', 'CLE_INVALIDE', /SIRET/],
  ['droitsParents', { reserves: true, visites: long(2_001) }, 'TEXTE_TROP_LONG', /2000/, 'droitsParents.visites'],
  ['notifieeAuxParties', [unParent({ le: JOUR })], 'DATE_FUTURE', /futur/, 'notifieeAuxParties.0.le'],
  [
    'notifieeAuxParties',
    [unParent(), unParent({ residence: '99999' })],
    'INCONNU',
    /^residence : /,
    'notifieeAuxParties.1.residence',
  ],
  ['notifieeAuxParties', Array.from({ length: 51 }, () => unParent()), 'VALEUR_INVALIDE', /50 parties au plus/],
  ['avisAuProcureurLe', '2026-03-23', 'DATE_INVALIDE', /l'avis précède la décision/],
  ['avisAuProcureurLe', JOUR, 'DATE_FUTURE', /futur/],
  ['decisionRenouveleeId', 'x', 'VALEUR_INVALIDE', /réservé à un renouvellement/],
];

const PROLONGATION: readonly Ligne[] = [
  CLE,
  ['ordonneeLe', DEMAIN, 'DATE_FUTURE', /futur/],
  ['mois', 0, 'VALEUR_INVALIDE', /au moins un/],
  ['mois', 7, 'ARTICLE_CONTRAIRE', /CPC 1185 al\. 2/],
  ['avisDuProcureurLe', '2026-09-01', 'ARTICLE_CONTRAIRE', /précède la prolongation/],
];

const PARTIES: readonly Ligne[] = [
  CLE,
  ['parties', [], 'CHAMP_REQUIS', /au moins une partie/],
  ['parties.0.le', JOUR, 'DATE_FUTURE', /futur/],
  ['parties.0.residence', '31000', 'INCONNU', /^residence : /],
];

export const CAS_JUSTICE: readonly (readonly [string, readonly Cas[]])[] = [
  ['soit-transmis', cas('parquet', justice.SOIT_TRANSMIS, soitTransmis, [...SOIT_TRANSMIS, ...ENFANT])],
  ['suites', cas('parquet', justice.SUITES, suites, SUITES)],
  ['requête au juge', cas('parquet', justice.SAISIR_JUGE, requete, REQUETE)],
  ['décision', cas('juge', justice.DECIDER, decision, DECISION)],
  ['prolongation', cas('juge', justice.PROLONGER, prolongation, PROLONGATION)],
  ['notification aux parties', cas('juge', justice.NOTIFIER_PARTIES, notificationAuxParties, PARTIES)],
  ['arrêt', cas('juge', justice.ARRET, arret, [CLE, ['renduLe', JOUR, 'DATE_FUTURE', /futur/]])],
  [
    'audience',
    cas('juge', justice.AUDIENCE, audience, [
      CLE,
      ['audienceLe', '0001-03-23T10:00:00Z', 'DATE_INVALIDE', /de 1990/],
      ['audienceLe', '2001-03-23T10:00:00Z', 'DATE_INVALIDE', /aucun délai légal/],
      ['convocationsLe', '2026-03-24', 'DATE_INVALIDE', /précèdent l'audience/],
      ['lieu', long(201), 'TEXTE_TROP_LONG', /200 caractères/],
    ]),
  ],
  ['appel', cas('juge', justice.APPELER, appel, [CLE, ['declareLe', JOUR, 'DATE_FUTURE', /futur/]])],
];

/** Each act, with a content that only its form can refuse. */
export const ACTES_JUSTICE = [
  { nom: 'soit-transmis', qui: 'parquet', query: justice.SOIT_TRANSMIS, input: () => soitTransmis() },
  { nom: 'suites', qui: 'parquet', query: justice.SUITES, input: () => suites() },
  { nom: 'requête au juge', qui: 'parquet', query: justice.SAISIR_JUGE, input: () => requete() },
  { nom: 'décision', qui: 'juge', query: justice.DECIDER, input: () => decision() },
  { nom: 'prolongation', qui: 'juge', query: justice.PROLONGER, input: () => prolongation() },
  {
    nom: 'notification aux parties',
    qui: 'juge',
    query: justice.NOTIFIER_PARTIES,
    input: () => notificationAuxParties(),
  },
  { nom: 'arrêt', qui: 'juge', query: justice.ARRET, input: () => arret() },
  { nom: 'audience', qui: 'juge', query: justice.AUDIENCE, input: () => audience() },
  { nom: 'appel', qui: 'juge', query: justice.APPELER, input: () => appel() },
] as const;
