import type { DemoClientName } from '../../src/auth/demo-clients';
import type { Finalite } from '../../src/domain/access-finalites';
import { ASE } from './ase-operations';
import { lieu } from './ase-envois';
import { evaluation, rapport, signalement } from './cycle-envois';
import {
  ANALYSER,
  DECIDER as DECIDER_SUITE,
  ENVOYER_RETOUR,
  INFORMER_PARENTS,
  MES_TRANSMISSIONS,
  OUVRIR_EVALUATION,
  QUALIFIER,
  RENDRE_EVALUATION,
  SIGNALER,
} from './cycle-operations';
import { enfant, fiche, ordonnance, saisine } from './envois';
import { audience, decision, requete, soitTransmis, suites } from './justice-envois';
import { AUDIENCE, DECIDER, SAISIR_JUGE, SOIT_TRANSMIS, SUITES } from './justice-operations';
import {
  ACCUSER,
  DOSSIER_DE_PREUVE,
  INFORMATION,
  NOTIFIER,
  NOTIFIER_AVEC_RECU,
  PREUVE_INCLUSION,
  REPONDRE,
  SAISIR,
  TRANSMETTRE,
} from './operations';

/** One call of the integrator's page. What it names in capitals is kept from an earlier answer. */
export interface Appel {
  readonly titre: string;
  readonly qui: DemoClientName;
  readonly query: string;
  readonly variables: object;
  /** Its header: what the child's file is opened for. */
  readonly finalite?: Finalite;
  /** Name of what the next calls need, and where it is in the answer. */
  readonly garde?: readonly [nom: string, chemin: string];
  /** Code of the refusal that it shows. */
  readonly refuse?: string;
  /** File in which a part of the answer is written, and where it is. */
  readonly ecrit?: readonly [fichier: string, chemin: string];
  /** Why the first answer may be null, and until when. */
  readonly attente?: string;
  /** What is pasted afterwards. */
  readonly ensuite?: string;
}

/** The instant at which the call is made. */
export const MAINTENANT = 'MAINTENANT';

const camille = {
  ...enfant(),
  ...{ nomNaissance: 'Durand-Exemple', prenoms: 'Camille, Marie', adresse: '12 rue des Lilas' },
};
const acte = (query: string, input: object) => ({ query, variables: { input } });
const accuseDe = (champ: string) => `${champ}.accuseReception.id`;

const RAPPORT = 'L’enfant et ses parents ont été rencontrés deux fois à domicile ; sa sécurité n’y est pas assurée.';

const ENFANT_DE_LA_MESURE = 'query ($id: ID!) { mesureUrgente(id: $id) { numeroParquet enfant { id } } }';
const ENREGISTRER = `mutation ($input: EnregistrerPartenaireInput!) { enregistrerPartenaire(input: $input) {
  partenaire { institution clients { clientId scopes cles { kid algorithme empreinte } } }
  userErrors { code path message } } }`;

/** A public key of which nobody has the private half. */
const CLE = {
  ...{ kid: 'exemple-1', kty: 'EC', crv: 'P-256' },
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};

/** In the order of a file's life; each can be sent twice without creating anything more. */
export const APPELS: readonly Appel[] = [
  {
    titre: 'Un collège transmet une information préoccupante',
    qui: 'college',
    ...acte(TRANSMETTRE, fiche({ idempotencyKey: 'exemple-ip', enfant: camille })),
    garde: ['INFORMATION', accuseDe('transmettreInformationPreoccupante')],
  },
  {
    titre: 'La CRIP la lit',
    qui: 'crip',
    query: INFORMATION,
    variables: { id: 'INFORMATION' },
    finalite: 'EVALUATION',
  },
  {
    titre: 'La CRIP l’analyse',
    qui: 'crip',
    ...acte(ANALYSER, { idempotencyKey: 'exemple-analyse', informationId: 'INFORMATION' }),
  },
  {
    titre: 'La CRIP la qualifie',
    qui: 'crip',
    ...acte(QUALIFIER, { idempotencyKey: 'exemple-qualification', informationId: 'INFORMATION' }),
  },
  {
    titre: 'La CRIP confie l’évaluation à une équipe',
    qui: 'crip',
    ...acte(OUVRIR_EVALUATION, evaluation('INFORMATION', { idempotencyKey: 'exemple-evaluation' })),
  },
  {
    titre: 'L’équipe rend son rapport',
    qui: 'crip',
    ...acte(
      RENDRE_EVALUATION,
      rapport('INFORMATION', { idempotencyKey: 'exemple-rapport', conclusion: 'DANGER', rapport: RAPPORT }),
    ),
  },
  {
    titre: 'Les parents refusent l’aide : la décision est refusée, et dit que faire',
    qui: 'crip',
    ...acte(DECIDER_SUITE, { informationId: 'INFORMATION', suite: 'AED', acceptee: false }),
    refuse: 'ARTICLE_CONTRAIRE',
  },
  {
    titre: 'La CRIP signale au parquet',
    qui: 'crip',
    ...acte(
      SIGNALER,
      signalement('INFORMATION', {
        ...{ idempotencyKey: 'exemple-signalement', motifs: ['REFUS_OU_IMPOSSIBILITE'] },
        expose: 'Le mineur est en danger, ses parents refusent l’aide proposée.',
        actionsMenees: ['Deux visites à domicile, une aide éducative proposée et refusée.'],
      }),
    ),
    garde: ['SIGNALEMENT', accuseDe('signalerAuParquet')],
  },
  {
    titre: 'La CRIP note que les parents en sont informés par écrit',
    qui: 'crip',
    ...acte(INFORMER_PARENTS, {
      ...{ idempotencyKey: 'exemple-parents', informationId: 'INFORMATION' },
      ...{ objet: 'SAISINE_JUDICIAIRE', informes: true },
    }),
  },
  {
    titre: 'La CRIP dit au collège ce qu’il est devenu de son information',
    qui: 'crip',
    ...acte(ENVOYER_RETOUR, { idempotencyKey: 'exemple-retour', informationId: 'INFORMATION' }),
  },
  { titre: 'Le collège lit le retour', qui: 'college', query: MES_TRANSMISSIONS, variables: {} },
  {
    titre: 'Le parquet dit les suites qu’il donne',
    qui: 'parquet',
    ...acte(
      SUITES,
      suites({ idempotencyKey: 'exemple-suites', signalementId: 'SIGNALEMENT', suite: 'OPP', le: MAINTENANT }),
    ),
  },
  {
    titre: 'Le parquet notifie une ordonnance de placement provisoire',
    qui: 'parquet',
    ...acte(NOTIFIER, ordonnance({ idempotencyKey: 'exemple-opp', enfant: camille })),
    garde: ['MESURE', accuseDe('notifierMesureUrgente')],
  },
  {
    titre: 'Une personne de l’ASE accuse réception',
    qui: 'ase',
    ...acte(ACCUSER, { mesureId: 'MESURE', fonction: 'Cadre d’astreinte' }),
  },
  {
    titre: 'Le parquet lit l’identifiant de l’enfant',
    qui: 'parquet',
    query: ENFANT_DE_LA_MESURE,
    variables: { id: 'MESURE' },
    garde: ['ENFANT', 'mesureUrgente.enfant.id'],
  },
  {
    titre: 'Le parquet saisit le juge des enfants',
    qui: 'parquet',
    ...acte(SAISIR_JUGE, requete({ idempotencyKey: 'exemple-requete', enfantId: 'ENFANT' })),
    garde: ['REQUETE', accuseDe('saisirJugeDesEnfants')],
  },
  {
    titre: 'Le juge des enfants fixe l’audience, les convocations sont parties',
    qui: 'juge',
    ...acte(
      AUDIENCE,
      audience({ idempotencyKey: 'exemple-audience', requeteId: 'REQUETE', convocationsLe: '2026-03-13' }),
    ),
  },
  {
    titre: 'Le juge des enfants notifie sa décision',
    qui: 'juge',
    ...acte(DECIDER, decision({ idempotencyKey: 'exemple-decision', enfantId: 'ENFANT', requeteId: 'REQUETE' })),
    garde: ['DECISION', accuseDe('notifierDecision')],
  },
  {
    titre: 'Plus tard, il donne mainlevée : la mesure prend fin',
    qui: 'juge',
    ...acte(
      DECIDER,
      decision({
        ...{ idempotencyKey: 'exemple-mainlevee', enfantId: 'ENFANT', decisionsLevees: ['DECISION'] },
        ...{ nature: 'MAINLEVEE', mois: null, confieA: null, rendueLe: '2026-06-15T10:00:00+02:00' },
      }),
    ),
  },
  {
    titre: 'Le parquet adresse un soit-transmis à la CRIP',
    qui: 'parquet',
    ...acte(SOIT_TRANSMIS, soitTransmis({ idempotencyKey: 'exemple-soit-transmis', enfant: camille })),
  },
  {
    titre: 'L’ASE enregistre un lieu d’accueil',
    qui: 'ase',
    ...acte(ASE.enregistrerLieuAccueil, lieu({ idempotencyKey: 'exemple-lieu' })),
  },
  {
    titre: 'Le Défenseur des enfants saisit le département',
    qui: 'defenseur',
    ...acte(SAISIR, saisine({ idempotencyKey: 'exemple-saisine', enfant: camille })),
    garde: ['SAISINE', accuseDe('transmettreSaisineDefenseur')],
  },
  {
    titre: 'L’ASE lui répond',
    qui: 'ase',
    ...acte(REPONDRE, {
      idempotencyKey: 'exemple-reponse',
      saisineId: 'SAISINE',
      fonction: 'Directrice enfance-famille',
      reponse: 'L’évaluation a été rendue et la famille reçue.',
    }),
  },
  {
    titre: 'L’exploitant enregistre un partenaire et sa machine',
    qui: 'exploitant',
    ...acte(ENREGISTRER, {
      ...{ idempotencyKey: 'exemple-partenaire', institution: 'crip-64', role: 'crip', territoire: '64' },
      nom: 'CRIP des Pyrénées-Atlantiques',
      client: { clientId: 'crip-64-logiciel', scopes: ['ip:lire', 'notification:lire'], cle: CLE },
    }),
  },
  {
    titre: 'Le parquet renvoie son ordonnance, et garde cette fois le reçu signé',
    qui: 'parquet',
    ...acte(NOTIFIER_AVEC_RECU, ordonnance({ idempotencyKey: 'exemple-opp', enfant: camille })),
    ecrit: ['recu.json', 'notifierMesureUrgente.recu'],
    garde: ['RECU', 'notifierMesureUrgente.recu.id'],
    ensuite: `curl -s "http://127.0.0.1:\${PORT:-4000}/.well-known/hub-keys.json" > cles.json
npm run -s hub -- verify recu.json --cle cles.json`,
  },
  {
    titre: 'Une minute plus tard, il demande la preuve que son acte est au journal',
    qui: 'parquet',
    query: PREUVE_INCLUSION,
    variables: { recu: 'RECU' },
    attente: 'La réponse est `null` tant qu’aucun point de contrôle ne couvre l’acte : renvoyer un peu plus tard.',
  },
  {
    titre: 'Le délégué à la protection des données exporte le dossier de preuve, qu’un tiers vérifie hors ligne',
    qui: 'dpo',
    query: DOSSIER_DE_PREUVE,
    variables: { echange: 'MESURE' },
    attente:
      '`null` de même, tant que rien n’est signé. `enfant` au lieu d’`echange` rend tout ce qui concerne un enfant.',
    ecrit: ['dossier.json', 'dossierDePreuve.contenu'],
    ensuite: 'npm run -s hub -- verify dossier.json --cle cles.json',
  },
];
