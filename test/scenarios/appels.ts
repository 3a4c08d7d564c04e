import type { DemoClientName } from '../../src/auth/demo-clients';
import { ASE } from './ase-operations';
import { lieu } from './ase-envois';
import { signalement } from './cycle-envois';
import { ANALYSER, QUALIFIER, SIGNALER } from './cycle-operations';
import { enfant, fiche, ordonnance, saisine } from './envois';
import { decision, requete, soitTransmis, suites } from './justice-envois';
import { DECIDER, SAISIR_JUGE, SOIT_TRANSMIS, SUITES } from './justice-operations';
import { ACCUSER, INFORMATION, NOTIFIER, REPONDRE, SAISIR, TRANSMETTRE } from './operations';

/** One call of the integrator's page. What it names in capitals is kept from an earlier answer. */
export interface Appel {
  readonly titre: string;
  readonly qui: DemoClientName;
  readonly query: string;
  readonly variables: object;
  /** Name of what the next calls need, and where it is in the answer. */
  readonly garde?: readonly [nom: string, chemin: string];
}

/** The instant at which the call is made. */
export const MAINTENANT = 'MAINTENANT';

const camille = { ...enfant(), nomNaissance: 'Durand-Exemple' };
const acte = (query: string, input: object) => ({ query, variables: { input } });
const accuseDe = (champ: string) => `${champ}.accuseReception.id`;

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
  { titre: 'La CRIP la lit', qui: 'crip', query: INFORMATION, variables: { id: 'INFORMATION' } },
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
    titre: 'La CRIP signale au parquet',
    qui: 'crip',
    ...acte(SIGNALER, signalement('INFORMATION', { idempotencyKey: 'exemple-signalement' })),
    garde: ['SIGNALEMENT', accuseDe('signalerAuParquet')],
  },
  {
    titre: 'Le parquet dit les suites qu’il donne',
    qui: 'parquet',
    ...acte(SUITES, suites({ idempotencyKey: 'exemple-suites', signalementId: 'SIGNALEMENT', le: MAINTENANT })),
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
    titre: 'Le juge des enfants notifie sa décision',
    qui: 'juge',
    ...acte(DECIDER, decision({ idempotencyKey: 'exemple-decision', enfantId: 'ENFANT', requeteId: 'REQUETE' })),
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
];
