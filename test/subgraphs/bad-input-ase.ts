import {
  accueilProvisoire,
  accueilUrgence,
  interrogation,
  jeuneMajeur,
  lieu,
  reponseInterrogation,
  transfertDossier,
} from '../scenarios/ase-envois';
import { ASE } from '../scenarios/ase-operations';
import { cas, long, type Cas, type Ligne } from './bad-input-cases';

const INCONNU = '01890000-0000-7000-8000-000000000000';
const LE = '2026-03-09T09:00:00+01:00';
const DEMAIN = new Date(Date.now() + 3 * 86_400_000).toISOString();
/** Years that no act of today means, on both sides. */
const JADIS = '0001-01-01T00:00:00Z';
const JAMAIS = '9999-12-31T23:00:00Z';

const cle = 'une-cle';
const CLE: readonly Ligne[] = [
  ['idempotencyKey', ' ', 'CHAMP_REQUIS', /obligatoire/],
  ['idempotencyKey', long(201), 'TEXTE_TROP_LONG', /200 caractères/],
];
const CLE_FACULTATIVE: Ligne = ['idempotencyKey', long(201), 'TEXTE_TROP_LONG', /200 caractères/];

/** An instant of the past. */
const passe = (champ: string, ancienne: RegExp = /antérieure à 1990/): Ligne[] => [
  [champ, DEMAIN, 'DATE_FUTURE', /futur/],
  [champ, JADIS, 'DATE_INVALIDE', ancienne],
];
/** A day of the past. */
const jourPasse = (champ: string): Ligne[] =>
  passe(champ).map(([nom, date, ...refus]) => [nom, String(date).slice(0, 10), ...refus]);
/** A day or an instant, past or to come. */
const plausible = (champ: string, jour = true): Ligne[] =>
  [JADIS, JAMAIS].map((date) => [champ, jour ? date.slice(0, 10) : date, 'DATE_INVALIDE', /une date de 1990 à/]);
const motif: readonly Ligne[] = [
  ['motif', ' ', 'MOTIF_REQUIS', /^motif : /],
  ['motif', long(2_001), 'TEXTE_TROP_LONG', /2000 caractères/],
];
const capacite: readonly Ligne[] = [
  ['capacite', 0, 'VALEUR_INVALIDE', /de 1 à 1000/],
  ['capacite', 1_001, 'VALEUR_INVALIDE', /de 1 à 1000/],
];

/** Of the text that goes from one collectivité to another. */
const recit = (champ: string): Ligne => [champ, long(20_001), 'TEXTE_TROP_LONG', /20000 caractères/];
/** Another collectivité, which exists. */
const destination: readonly Ligne[] = [
  ['collectivite', '31', 'VALEUR_INVALIDE', /la vôtre/],
  ['collectivite', '99', 'INCONNU', /aucune collectivité/],
];

const ACTES: readonly (readonly [acte: keyof typeof ASE, input: () => object, lignes: readonly Ligne[]])[] = [
  [
    'ouvrirMesureAdministrative',
    () => accueilProvisoire({ enfantId: INCONNU, lieuId: INCONNU }),
    [
      ...CLE,
      ...plausible('terme'),
      ['debut', '2022-02-01T12:00:00+01:00', 'DATE_INVALIDE', /aucun délai légal/],
      ['debut', JAMAIS, 'DATE_INVALIDE', /une date de 1990 à/],
      ['nature', 'PLACEMENT_ASE', 'ARTICLE_CONTRAIRE', /autorité judiciaire/],
      ['nature', 'ACCUEIL_72H', 'ARTICLE_CONTRAIRE', /accueillirEnUrgence/],
      ['accords', [], 'ARTICLE_CONTRAIRE', /L223-2 al\. 1/],
      ['accords.0.donne', false, 'ARTICLE_CONTRAIRE', /seule l'autorité judiciaire/, 'accords'],
      ['accords.0.le', '2999-01-01', 'DATE_FUTURE', /futur/],
      ['accords.0.le', '0001-01-01', 'DATE_INVALIDE', /antérieure à 1990/],
      ['contrat', ' ', 'CHAMP_REQUIS', /L222-5 1°/],
      ['contrat', long(20_001), 'TEXTE_TROP_LONG', /20000 caractères/],
      ['lieuId', null, 'CHAMP_REQUIS', /lieu agréé ou autorisé/],
      ['confieA', long(201), 'TEXTE_TROP_LONG', /200 caractères/],
      ['referent', { fonction: '', service: 'MDS' }, 'CHAMP_REQUIS', /obligatoire/, 'referent.fonction'],
      ['informationId', 'x', 'IDENTIFIANT_INVALIDE', /identifiant du hub/],
      ['dateNaissance', DEMAIN.slice(0, 10), 'DATE_FUTURE', /futur/],
      ['dateNaissance', '1990-01-01', 'DATE_INVALIDE', /plus de 21 ans/],
    ],
  ],
  [
    'ouvrirMesureAdministrative',
    () => jeuneMajeur(INCONNU, '2026-03-09'),
    [
      ['jeuneMajeur', null, 'CHAMP_REQUIS', /sur quoi repose la prise en charge/],
      ['jeuneMajeur.finAnneeScolaire', '9999-06-30', 'DATE_INVALIDE', /une date de 1990 à/],
      ['accords.0.qualite', 'MERE', 'ARTICLE_CONTRAIRE', /accord du jeune majeur/, 'accords'],
    ],
  ],
  [
    'renouvelerMesure',
    () => {
      const { accords, contrat } = accueilProvisoire({ enfantId: INCONNU });
      return { idempotencyKey: cle, mesureId: INCONNU, terme: '2027-01-01', accords, contrat };
    },
    [
      ...CLE,
      ...plausible('terme'),
      ['finAnneeScolaire', '0001-01-01', 'DATE_INVALIDE', /une date de 1990 à/],
      ['accords', [], 'ARTICLE_CONTRAIRE', /L223-2 al\. 1/],
    ],
  ],
  [
    'terminerMesure',
    () => ({ mesureId: INCONNU, le: LE, motif: 'Retour' }),
    [CLE_FACULTATIVE, ...passe('le'), ['motif', ' ', 'CHAMP_REQUIS', /obligatoire/]],
  ],
  [
    'designerReferent',
    () => ({ mesureId: INCONNU, fonction: 'Éducatrice', service: 'MDS' }),
    [CLE_FACULTATIVE, ['fonction', '', 'CHAMP_REQUIS', /obligatoire/], ['service', ' ', 'CHAMP_REQUIS', /obligatoire/]],
  ],
  [
    'enregistrerRapport',
    () => ({ idempotencyKey: cle, mesureId: INCONNU, remisLe: LE, redigePar: 'Référente' }),
    [
      ...CLE,
      ['remisLe', DEMAIN, 'DATE_FUTURE', /futur/],
      ['redigePar', ' ', 'CHAMP_REQUIS', /obligatoire/],
      ['redigePar', long(201), 'TEXTE_TROP_LONG', /200 caractères/],
    ],
  ],
  ['etablirProjetPourEnfant', () => ({ mesureId: INCONNU, etabliLe: LE }), [CLE_FACULTATIVE, ...passe('etabliLe')]],
  [
    'changerLieu',
    () => ({
      ...{ idempotencyKey: cle, mesureId: INCONNU, lieuId: INCONNU, cas: 'PREVU', le: LE, motifs: 'Rapprochement' },
    }),
    [
      ...CLE,
      ['motifs', ' ', 'MOTIF_REQUIS', /toujours motivé/],
      ['motifs', long(5_001), 'TEXTE_TROP_LONG', /5000 caractères/],
      ['le', JAMAIS, 'DATE_INVALIDE', /une date de 1990 à/],
      ...passe('jugeInformeLe'),
    ],
  ],
  [
    'accueillirEnUrgence',
    accueilUrgence,
    [
      ...CLE,
      ['arriveLe', DEMAIN, 'DATE_FUTURE', /futur/],
      ...passe('parentsInformesLe'),
      ['tj', 'tj31', 'IDENTIFIANT_INVALIDE', /Tribunal judiciaire/],
      ['tj', 'tj33063', 'HORS_TERRITOIRE', /pas compétent/],
      ['confieA', ' ', 'CHAMP_REQUIS', /où l'enfant est accueilli/],
      ['cas', 'OPP', 'CHAMP_REQUIS', /ordonnance du procureur/, 'mesureUrgenteId'],
      ['enfant', null, 'CHAMP_REQUIS', /traits de l'enfant/],
      ['enfant.nomNaissance', ' ', 'CHAMP_REQUIS', /obligatoire/],
      ['enfant.dateNaissance', '2006-01-01', 'ARTICLE_CONTRAIRE', /ne concerne que les mineurs/],
    ],
  ],
  ['prolongerAccueilMna', () => ({ idempotencyKey: cle, mesureId: INCONNU }), CLE],
  [
    'saisirAutoriteJudiciaire',
    () => ({ idempotencyKey: cle, mesureId: INCONNU, motifs: 'Refus.' }),
    [
      ...CLE,
      ['motifs', ' ', 'CHAMP_REQUIS', /obligatoire/],
      ['motifs', long(20_001), 'TEXTE_TROP_LONG', /20000 caractères/],
    ],
  ],
  [
    'attesterInformation',
    () => ({ mesureId: INCONNU, destinataire: 'PARENTS', le: LE }),
    [CLE_FACULTATIVE, ...passe('le')],
  ],
  [
    'enregistrerLieuAccueil',
    lieu,
    [
      ...CLE,
      ...capacite,
      ...plausible('valideDu'),
      ['nom', ' ', 'CHAMP_REQUIS', /obligatoire/],
      ['finess', '310781407', 'CLE_INVALIDE', /FINESS/],
      ['valideAu', '2024-12-31', 'DATE_INVALIDE', /précède le début/],
      ['valideAu', '9999-12-31', 'DATE_INVALIDE', /une date de 1990 à/],
    ],
  ],
  [
    'demanderAgrement',
    () => ({ idempotencyKey: cle, nom: 'Famille Exemple', capacite: 1, demandeLe: LE }),
    [...CLE, ...capacite, ...passe('demandeLe'), ['nom', ' ', 'CHAMP_REQUIS', /obligatoire/]],
  ],
  [
    'accorderAgrement',
    () => ({ lieuId: INCONNU, valideDu: '2026-03-09' }),
    [CLE_FACULTATIVE, ...capacite, ...plausible('valideDu')],
  ],
  [
    'suspendreAgrement',
    () => ({ lieuId: INCONNU, jusquAu: '2026-06-09', motif: 'Enquête' }),
    [CLE_FACULTATIVE, ...motif, ...plausible('jusquAu')],
  ],
  ['retirerAgrement', () => ({ lieuId: INCONNU, motif: 'Refusé' }), [CLE_FACULTATIVE, ...motif]],
  ['prolongerDelaiAgrement', () => ({ lieuId: INCONNU, motif: 'Enquête' }), [CLE_FACULTATIVE, ...motif]],
  [
    'inviterRenouvellement',
    () => ({ lieuId: INCONNU, ecritLe: '2026-03-09' }),
    [CLE_FACULTATIVE, ...jourPasse('ecritLe')],
  ],
  [
    'enjoindreRenouvellement',
    () => ({ idempotencyKey: cle, lieuId: INCONNU, le: '2026-03-09' }),
    [...CLE, ...jourPasse('le')],
  ],
  [
    'enregistrerDemandeRenouvellement',
    () => ({ idempotencyKey: cle, lieuId: INCONNU, recueLe: '2026-03-09' }),
    [...CLE, ...jourPasse('recueLe')],
  ],
  [
    'convoquerCommissionAgrement',
    () => ({
      ...{ idempotencyKey: cle, lieuId: INCONNU, motif: 'Faits', informeLe: '2026-03-09', reunionLe: '2026-04-09' },
    }),
    [
      ...CLE,
      ...motif,
      ...plausible('reunionLe'),
      ['informeLe', DEMAIN.slice(0, 10), 'DATE_FUTURE', /futur/],
      ['informeLe', '0001-01-01', 'DATE_INVALIDE', /antérieure à 1990/],
    ],
  ],
  [
    'restreindreAgrement',
    () => ({ lieuId: INCONNU, capacite: 1, motif: 'Une chambre' }),
    [CLE_FACULTATIVE, ...motif, ...capacite],
  ],
  [
    'notifierChoixLieu',
    () => ({ idempotencyKey: cle, mesureId: INCONNU, choix: 'Famille d’accueil', envoyeLe: LE }),
    [
      ...CLE,
      ['choix', ' ', 'CHAMP_REQUIS', /obligatoire/],
      ['choix', long(2_001), 'TEXTE_TROP_LONG', /2000 caractères/],
      ['envoyeLe', DEMAIN, 'DATE_FUTURE', /futur/],
      ['envoyeLe', '2007-03-01T12:00:00Z', 'DATE_INVALIDE', /aucun délai légal/],
      ['recuLe', DEMAIN, 'DATE_FUTURE', /futur/],
      ['recuLe', '2026-03-08T09:00:00+01:00', 'DATE_INVALIDE', /précède l'envoi/],
    ],
  ],
  [
    'accuserChoixLieu',
    () => ({ mesureId: INCONNU, recuLe: LE }),
    [CLE_FACULTATIVE, ['recuLe', DEMAIN, 'DATE_FUTURE', /futur/]],
  ],
  ['repondreChoixLieu', () => ({ mesureId: INCONNU, accord: true, le: LE }), [CLE_FACULTATIVE, ...passe('le')]],
  [
    'saisirCommissionStatut',
    () => ({ idempotencyKey: cle, mesureId: INCONNU, motif: 'STATUT_INADAPTE', le: LE }),
    [...CLE, ...passe('le')],
  ],
  [
    'enregistrerExamenStatut',
    () => ({ idempotencyKey: cle, mesureId: INCONNU, tenuLe: LE, avis: 'Maintien.', risquePersiste: false }),
    [
      ...CLE,
      ...passe('tenuLe'),
      ['avis', ' ', 'CHAMP_REQUIS', /obligatoire/],
      ['avis', long(5_001), 'TEXTE_TROP_LONG', /5000 caractères/],
    ],
  ],
  [
    'enregistrerEntretien',
    () => ({ idempotencyKey: cle, mesureId: INCONNU, objet: 'AVANT_MAJORITE', tenuLe: LE }),
    [...CLE, ...passe('tenuLe')],
  ],
  [
    'rappelerTransfertDossier',
    () => ({ idempotencyKey: cle, mesureId: INCONNU }),
    [['idempotencyKey', long(201), 'TEXTE_TROP_LONG', /200 caractères/]],
  ],
  [
    'transfererDossier',
    () => transfertDossier({ mesureId: INCONNU, accords: [{ qualite: 'MERE', donne: true, le: '2026-03-06' }] }),
    [
      ...CLE,
      ...destination,
      ['motif', ' ', 'CHAMP_REQUIS', /obligatoire/],
      ['motif', long(2_001), 'TEXTE_TROP_LONG', /2000 caractères/],
      ...jourPasse('parents.informesLe'),
      ['parents.motifNonInformes', 'Menaces.', 'VALEUR_INVALIDE', /pas l'un et l'autre/, 'parents'],
      ['accords.0.donne', false, 'ARTICLE_CONTRAIRE', /R221-5-2/],
      ...jourPasse('accords.0.le'),
      ['refus', { conclusion: 'RISQUE', expose: 'Risque.' }, 'VALEUR_INVALIDE', /pas les deux/, 'accords'],
      ['documents.0.motifAbsence', long(2_001), 'TEXTE_TROP_LONG', /2000 caractères/],
      ['documents.0.document', 'PIECES_PAIEMENT', 'ARTICLE_CONTRAIRE', /R221-6 II/],
      recit('documents.3.texte'),
      ...jourPasse('documents.3.le'),
      [
        'transmission',
        { canal: 'HUB', le: '2026-03-09', preuve: '2C 1' },
        ...(['VALEUR_INVALIDE', /une autre voie/, 'transmission.canal'] as const),
      ],
    ],
  ],
  [
    'transfererDossier',
    () =>
      transfertDossier({
        mesureId: INCONNU,
        refus: { conclusion: 'DANGER', expose: 'Seule la nuit.', tribunal: 'tj31555' },
      }),
    [
      ['refus.expose', ' ', 'CHAMP_REQUIS', /obligatoire/],
      recit('refus.expose'),
      ['refus.tribunal', null, 'CHAMP_REQUIS', /L226-4/],
      ['refus.tribunal', 'tj3', 'IDENTIFIANT_INVALIDE', /tj/],
    ],
  ],
  [
    'designerAgent',
    () => ({ agent: 'une-personne', enFonction: true }),
    [
      CLE_FACULTATIVE,
      ['agent', ' ', 'CHAMP_REQUIS', /obligatoire/],
      ['agent', long(256), 'TEXTE_TROP_LONG', /255 caractères/],
    ],
  ],
  [
    'interrogerCollectivite',
    () => interrogation({ enfantId: INCONNU, famille: 'Durand' }),
    [...CLE, ...destination, ['precision', ' ', 'CHAMP_REQUIS', /obligatoire/], recit('precision'), recit('famille')],
  ],
  [
    'repondreCollectivite',
    () => reponseInterrogation({ demandeId: INCONNU, precision: 'Rien.' }),
    [
      ...CLE,
      recit('precision'),
      ['enfantId', INCONNU, 'VALEUR_INVALIDE', /rien n'est connu/],
      ['documents', ['INFORMATIONS'], 'VALEUR_INVALIDE', /rien n'est transmis/],
      ['reponse', 'TRANSMIS', 'CHAMP_REQUIS', /retrouvé/, 'enfantId'],
    ],
  ],
  [
    'repondreCollectivite',
    () =>
      reponseInterrogation({
        ...{ demandeId: INCONNU, reponse: 'TRANSMIS', enfantId: INCONNU, documents: ['INFORMATIONS'] },
      }),
    [
      ['documents', [], 'CHAMP_REQUIS', /choisissez/],
      ['documents.0', 'RAPPORT_ANNUEL', 'VALEUR_INVALIDE', /n'en tient pas le texte/],
    ],
  ],
];

export const CAS_ASE: readonly (readonly [string, readonly Cas[]])[] = ACTES.map(([acte, input, lignes], i) => [
  `${acte} (${String(i)})`,
  cas('ase', ASE[acte], input, lignes),
]);

/** One content of each act of the ASE that the schema takes. */
export const ENTREES_ASE = ACTES.map(([acte, input]) => ({ nom: acte, query: ASE[acte], input }));
