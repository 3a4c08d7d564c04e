import { v7 } from 'uuid';
import type { EnfantInput } from '../../src/published/enfant.input';
import { rapprocherFiches } from '../../src/subgraphs/crip';
import { registres } from '../../src/subgraphs/registry';

import {
  A_EXAMINER,
  CHERCHER_COINCIDENCE,
  CONFIRMER_DISTINCTS,
  RAPPROCHER,
  SEPARER,
} from '../scenarios/rapprochement-operations';
import { NOMS_DIMENSIONS, publierIndicateurs, type AnneeComptee } from '../../src/domain/indicateurs';
import {
  ENREGISTRER,
  MON_RACCORDEMENT,
  partenaire,
  REVOQUER,
  revocation,
  rotation,
  TOURNER,
} from './administration-envois';
import {
  appelDuneVoisine,
  copieDeLHopital,
  demande,
  evaluation,
  rapport,
  signalement,
} from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import {
  accueilProvisoire,
  accueilUrgence,
  interrogation,
  lieu,
  reponseInterrogation,
  transfertDossier,
} from '../scenarios/ase-envois';
import { ASE } from '../scenarios/ase-operations';
import { fiche, ficheHopital, ordonnance, saisine } from '../scenarios/envois';
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
import {
  APPELER,
  ARRET,
  AUDIENCE,
  DECIDER,
  DECISION,
  NOTIFIER_PARTIES,
  PROLONGER,
  SAISIR_JUGE,
  SOIT_TRANSMIS,
  SUITES,
} from '../scenarios/justice-operations';
import { DECIDER_ACCES, INSTRUIRE_ACCES } from '../scenarios/acces-operations';
import { DECIDER_ELIMINATION, PROPOSER_ELIMINATION, VISER_ELIMINATION } from '../scenarios/elimination-operations';
import { LEVER_PROTECTION, PROTEGER_DOSSIER } from '../scenarios/protection-operations';
import { ACCUSER, NOTIFIER, REPONDRE, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { JOINDRE } from '../scenarios/pieces';
import { passage, SIGNALER_PASSAGE } from '../scenarios/passages';
import { OUVRIR_EN_URGENCE, REVOIR_ACCES } from '../scenarios/urgence-operations';
import { avec } from './bad-input-cases';
import {
  type HubOuvert,
  INSTITUTIONS,
  type Json,
  type NomInstitution,
  type Porteur,
  VOISINS,
  accuse,
  recu,
} from './hub-ouvert';

export const RELIVRER = /* GraphQL */ `
  mutation Relivrer($input: RelivrerNotificationsInput!) {
    relivrerNotifications(input: $input) {
      notificationIds
      userErrors {
        code
      }
    }
  }
`;

export const INE = '123456789AB';
export const INS = '255069911101216';

const LISTE = '(first: 100) { edges { node { id } } }';
const ARCHIVE = ['archive:eliminer', 'archive:viser', 'archive:consulter', 'acces:lire'];

/** Every root field that reads, with the identifier that it takes if it takes one. */
export const LECTURES = {
  enfant: {
    query: 'query ($id: ID!, $finalite: Finalite!) { enfant(id: $id, finalite: $finalite) { id } }',
    sujet: 'enfant',
    scope: 'enfant:lire',
  },
  enfantParIne: {
    query: `query ($finalite: Finalite!) { enfantParIne(ine: "${INE}", finalite: $finalite) { id } }`,
    sujet: undefined,
    scope: 'enfant:lire',
  },
  enfantParIns: {
    query: `query ($finalite: Finalite!) { enfantParIns(ins: "${INS}", finalite: $finalite) { id } }`,
    sujet: undefined,
    scope: 'enfant:lire',
  },
  informationPreoccupante: {
    query: 'query ($id: ID!) { informationPreoccupante(id: $id) { id } }',
    sujet: 'information',
    scope: 'ip:lire',
  },
  informationsPreoccupantes: {
    query: `query { informationsPreoccupantes${LISTE} }`,
    sujet: undefined,
    scope: 'ip:lire',
  },
  mesureUrgente: {
    query: 'query ($id: ID!) { mesureUrgente(id: $id) { id } }',
    sujet: 'mesure',
    scope: 'mesure:lire',
  },
  mesuresUrgentes: { query: `query { mesuresUrgentes${LISTE} }`, sujet: undefined, scope: 'mesure:lire' },
  soitTransmis: {
    query: 'query ($id: ID!) { soitTransmis(id: $id) { id } }',
    sujet: 'soitTransmis',
    scope: 'mesure:lire',
  },
  soitsTransmis: { query: `query { soitsTransmis${LISTE} }`, sujet: undefined, scope: 'mesure:lire' },
  requeteJuge: { query: 'query ($id: ID!) { requeteJuge(id: $id) { id } }', sujet: 'requete', scope: 'mesure:lire' },
  requetesJuge: { query: `query { requetesJuge${LISTE} }`, sujet: undefined, scope: 'mesure:lire' },
  decision: { query: 'query ($id: ID!) { decision(id: $id) { id } }', sujet: 'decision', scope: 'mesure:lire' },
  notificationPartie: {
    query: 'query ($id: ID!) { notificationPartie(id: $id) { id } }',
    sujet: 'notification',
    scope: 'mesure:lire',
  },
  decisions: { query: `query { decisions${LISTE} }`, sujet: undefined, scope: 'mesure:lire' },
  saisineDefenseur: {
    query: 'query ($id: ID!) { saisineDefenseur(id: $id) { id } }',
    sujet: 'saisine',
    scope: 'saisine:lire',
  },
  saisinesDefenseur: { query: `query { saisinesDefenseur${LISTE} }`, sujet: undefined, scope: 'saisine:lire' },
  echeance: { query: 'query ($id: ID!) { echeance(id: $id) { id } }', sujet: 'echeance', scope: 'mesure:lire' },
  echeances: { query: `query { echeances${LISTE} }`, sujet: undefined, scope: 'mesure:lire' },
  indicateursRetours: { query: 'query { indicateursRetours { taux } }', sujet: undefined, scope: 'ip:lire' },
  indicateurs: {
    query: 'query { indicateurs(annee: 2025) { annee } }',
    sujet: undefined,
    scope: ['ip:lire', 'statistiques:lire'],
  },
  eliminations: {
    query: 'query { eliminations { edges { node { id } } } }',
    sujet: undefined,
    scope: ARCHIVE,
  },
  apercuElimination: { query: 'query { apercuElimination(ids: []) { lignes } }', sujet: undefined, scope: ARCHIVE },
  dossiersArchives: { query: `query { dossiersArchives${LISTE} }`, sujet: undefined, scope: ARCHIVE },
  demandesAcces: {
    query: `query { demandesAcces${LISTE} }`,
    sujet: undefined,
    scope: ['droits:instruire', 'acces:lire'],
  },
  accesCommunique: {
    query: 'query ($id: ID!) { accesCommunique(demandeId: $id) { etat } }',
    sujet: 'acces',
    scope: 'droits:instruire',
  },
  rapprochement: {
    query: 'query ($id: ID!) { rapprochement(id: $id) { id } }',
    sujet: 'rapprochement',
    scope: 'ip:lire',
  },
  coincidences: { query: `query { coincidences${LISTE} }`, sujet: undefined, scope: 'enfant:lire' },
  rapprochementsAExaminer: { query: `query { rapprochementsAExaminer${LISTE} }`, sujet: undefined, scope: 'ip:lire' },
  horairesCrip: { query: 'query { horairesCrip { jours } }', sujet: undefined, scope: 'ip:lire' },
  demande: { query: 'query ($id: ID!) { demande(id: $id) { id } }', sujet: 'demande', scope: 'ip:lire' },
  demandes: { query: `query { demandes${LISTE} }`, sujet: undefined, scope: 'ip:lire' },
  signalement: { query: 'query ($id: ID!) { signalement(id: $id) { id } }', sujet: 'signalement', scope: 'ip:lire' },
  signalements: { query: `query { signalements${LISTE} }`, sujet: undefined, scope: 'ip:lire' },
  mesTransmissions: { query: `query { mesTransmissions${LISTE} }`, sujet: undefined, scope: 'ip:lire' },
  mesure: { query: 'query ($id: ID!) { mesure(id: $id) { id } }', sujet: 'suivi', scope: 'mesure:lire' },
  mesures: { query: `query { mesures${LISTE} }`, sujet: undefined, scope: 'mesure:lire' },
  lieuAccueil: { query: 'query ($id: ID!) { lieuAccueil(id: $id) { id } }', sujet: 'lieu', scope: 'mesure:lire' },
  lieuxAccueil: { query: `query { lieuxAccueil${LISTE} }`, sujet: undefined, scope: 'mesure:lire' },
  transfertInterdepartemental: {
    query: 'query ($id: ID!) { transfertInterdepartemental(id: $id) { id } }',
    sujet: 'transfert',
    scope: 'mesure:lire',
  },
  transfertsInterdepartementaux: {
    query: `query { transfertsInterdepartementaux${LISTE} }`,
    sujet: undefined,
    scope: 'mesure:lire',
  },
  agentsDesignes: {
    query: 'query { agentsDesignes { agent } }',
    sujet: undefined,
    scope: 'renseignements:echanger',
  },
  demandeRenseignements: {
    query: 'query ($id: ID!) { demandeRenseignements(id: $id) { id } }',
    sujet: 'interrogation',
    scope: 'renseignements:echanger',
  },
  demandesRenseignements: {
    query: `query { demandesRenseignements${LISTE} }`,
    sujet: undefined,
    scope: 'renseignements:echanger',
  },
  partenaires: {
    query: `query { partenaires(first: 20) { edges { node { institution } } } }`,
    sujet: undefined,
    scope: 'partenaire:lire',
  },
  monRaccordement: { query: MON_RACCORDEMENT, sujet: undefined, scope: 'notification:lire' },
  accesUrgence: {
    query: `query { accesUrgence${LISTE} }`,
    sujet: undefined,
    scope: ['acces:ouvrir', 'acces:revoir'],
  },
  notifications: { query: `query { notifications${LISTE} }`, sujet: undefined, scope: 'notification:lire' },
  preuveInclusion: {
    query: 'query ($id: ID!) { preuveInclusion(recu: $id) { recu } }',
    sujet: 'information',
    scope: 'notification:lire',
  },
  dossierDePreuve: {
    query: 'query ($id: ID!) { dossierDePreuve(enfant: $id) { contenu } }',
    sujet: 'enfant',
    scope: 'acces:lire',
  },
} as const;

const TROP_LONGUE = { idempotencyKey: 'x'.repeat(201), informationId: 'x' };
const SANS_CLE = { idempotencyKey: '' };
const conduit = (query: string, input: () => object) => ({ query, input, scope: 'mesure:conduire' });
const gere = (query: string, input: () => object) => ({ query, input, scope: 'partenaire:gerer' });
const elimine = (query: string, input: () => object) => ({ query, input, scope: 'archive:eliminer' });
const traite = (query: string, input: () => object) => ({ query, input, scope: 'ip:traiter' });

/** Every root field that writes, with a content that is refused once the act itself is allowed. */
export const ACTES: Readonly<
  Record<string, { query: string; input: () => object; scope: string | readonly string[] }>
> = {
  enregistrerPartenaire: gere(ENREGISTRER, () => partenaire({ idempotencyKey: '' })),
  tournerCle: gere(TOURNER, () => rotation('x', { idempotencyKey: '' })),
  revoquer: gere(REVOQUER, () => revocation({ clientId: 'x', idempotencyKey: '' })),
  transmettreInformationPreoccupante: {
    query: TRANSMETTRE,
    input: () => fiche({ idempotencyKey: '' }),
    scope: 'ip:transmettre',
  },
  notifierMesureUrgente: {
    query: NOTIFIER,
    input: () => ordonnance({ idempotencyKey: '' }),
    scope: 'mesure:notifier',
  },
  enregistrerSuites: {
    query: SUITES,
    input: () => suites({ idempotencyKey: '' }),
    scope: 'suites:enregistrer',
  },
  transmettreSoitTransmis: {
    query: SOIT_TRANSMIS,
    input: () => soitTransmis({ idempotencyKey: '' }),
    scope: 'soit-transmis:transmettre',
  },
  saisirJugeDesEnfants: {
    query: SAISIR_JUGE,
    input: () => requete({ idempotencyKey: '' }),
    scope: 'requete:deposer',
  },
  notifierDecision: { query: DECIDER, input: () => decision({ idempotencyKey: '' }), scope: 'decision:notifier' },
  prolongerMesureProvisoire: {
    query: PROLONGER,
    input: () => prolongation({ idempotencyKey: '' }),
    scope: 'decision:notifier',
  },
  notifierDecisionAuxParties: {
    query: NOTIFIER_PARTIES,
    input: () => notificationAuxParties({ idempotencyKey: '' }),
    scope: 'decision:notifier',
  },
  enregistrerArret: { query: ARRET, input: () => arret({ idempotencyKey: '' }), scope: 'decision:notifier' },
  fixerAudience: { query: AUDIENCE, input: () => audience({ idempotencyKey: '' }), scope: 'decision:notifier' },
  enregistrerAppel: { query: APPELER, input: () => appel({ idempotencyKey: '' }), scope: 'decision:notifier' },
  transmettreSaisineDefenseur: {
    query: SAISIR,
    input: () => saisine({ idempotencyKey: '' }),
    scope: 'saisine:transmettre',
  },
  accuserReception: { query: ACCUSER, input: () => ({ mesureId: 'x', fonction: '' }), scope: 'mesure:accuser' },
  accuserInformationUrgente: {
    query: cycle.ACCUSER_URGENTE,
    input: () => ({ informationId: 'x', fonction: '' }),
    scope: ['mesure:accuser', 'ip:traiter'],
  },
  repondreSaisineDefenseur: {
    query: REPONDRE,
    input: () => ({ idempotencyKey: 'x', saisineId: 'x', reponse: '', fonction: 'x' }),
    scope: 'saisine:repondre',
  },
  analyser: traite(cycle.ANALYSER, () => TROP_LONGUE),
  qualifier: traite(cycle.QUALIFIER, () => TROP_LONGUE),
  nonQualifier: traite(cycle.NON_QUALIFIER, () => ({ informationId: 'x', motif: '' })),
  rouvrir: traite(cycle.ROUVRIR, () => ({ informationId: 'x', motif: '' })),
  rappelerTransfert: traite(cycle.RAPPELER_TRANSFERT, () => TROP_LONGUE),
  reorienter: traite(cycle.REORIENTER, () => ({ informationId: 'x', motif: '', collectivite: '99' })),
  joindre: traite(cycle.JOINDRE, () => ({ informationId: 'x', aInformationId: 'x' })),
  demanderComplement: traite(cycle.DEMANDER_COMPLEMENT, () => demande('x', SANS_CLE)),
  demanderAvis: traite(cycle.DEMANDER_AVIS, () => demande('x', SANS_CLE)),
  ouvrirEvaluation: traite(cycle.OUVRIR_EVALUATION, () => evaluation('x', SANS_CLE)),
  rendreEvaluation: traite(cycle.RENDRE_EVALUATION, () => rapport('x', { rapport: '' })),
  completerEvaluation: traite(cycle.COMPLETER_EVALUATION, () => ({ informationId: 'x', motif: '' })),
  decider: traite(cycle.DECIDER, () => ({ informationId: 'x', suite: 'AED' })),
  constaterRencontreImpossible: traite(cycle.RENCONTRE_IMPOSSIBLE, () => ({
    ...SANS_CLE,
    ...{ informationId: 'x', tribunal: 'tj31555', motif: 'Absents.' },
  })),
  signalerAuParquet: traite(cycle.SIGNALER, () => signalement('x', SANS_CLE)),
  informerParents: traite(cycle.INFORMER_PARENTS, () => ({
    ...{ informationId: 'x', objet: 'SAISINE_JUDICIAIRE', informes: false },
  })),
  envoyerRetour: traite(cycle.ENVOYER_RETOUR, () => TROP_LONGUE),
  enregistrerInformation: traite(cycle.ENREGISTRER_INFORMATION, () => appelDuneVoisine(SANS_CLE)),
  enregistrerDemandeRetour: traite(cycle.DEMANDER_RETOUR, () => ({
    ...TROP_LONGUE,
    demandeLe: '2026-03-09T09:00:00Z',
  })),
  demanderAdresse: traite(cycle.DEMANDER_ADRESSE, () => ({
    ...{ ...SANS_CLE, informationId: 'x', caisses: ['CAF'], recueLe: '2026-03-09T09:00:00Z' },
  })),
  enregistrerReponseAdresse: traite(cycle.REPONSE_ADRESSE, () => ({
    ...{ ...TROP_LONGUE, connue: true, recueLe: '2026-03-09T09:00:00Z' },
  })),
  fixerHorairesCrip: traite(cycle.FIXER_HORAIRES, () => ({ jours: [], ouverture: '08:30', fermeture: '17:00' })),
  chercherCoincidence: traite(CHERCHER_COINCIDENCE, () => ({ informationId: 'x', finalite: 'RECUEIL' })),
  rapprocher: traite(RAPPROCHER, () => ({ enfantId: 'x', autreId: 'x', motif: '' })),
  confirmerDistincts: traite(CONFIRMER_DISTINCTS, () => ({ enfantId: 'x', autreId: 'x', motif: '' })),
  separer: traite(SEPARER, () => ({ rapprochementId: 'x', motif: '' })),
  proposerElimination: elimine(PROPOSER_ELIMINATION, () => ({ eliminationIds: [] })),
  deciderElimination: elimine(DECIDER_ELIMINATION, () => ({ eliminationIds: [], accord: true })),
  viserElimination: {
    query: VISER_ELIMINATION,
    input: () => ({ eliminationIds: [], accord: true }),
    scope: 'archive:viser',
  },
  instruireAcces: {
    query: INSTRUIRE_ACCES,
    input: () => ({
      ...{ idempotencyKey: '', enfantId: 'x', qualite: 'PARENT', qualiteEtablie: false },
      ...{ recueLe: '2026-03-02', identiteVerifieeLe: '2026-03-02' },
    }),
    scope: 'droits:instruire',
  },
  deciderAcces: {
    query: DECIDER_ACCES,
    input: () => ({ demandeId: 'x', accord: true, motif: 'x'.repeat(1_001) }),
    scope: 'droits:instruire',
  },
  ecarterRetour: traite(cycle.ECARTER_RETOUR, () => ({ ...TROP_LONGUE, motif: 'MISE_EN_DANGER' })),
  repondreComplement: {
    query: cycle.REPONDRE_COMPLEMENT,
    input: () => ({ demandeId: 'x', reponse: '', fonction: 'x' }),
    scope: ['ip:transmettre', 'mesure:notifier'],
  },
  rendreAvis: {
    query: cycle.RENDRE_AVIS,
    input: () => ({ demandeId: 'x', reponse: '', fonction: 'x' }),
    scope: ['ip:transmettre', 'mesure:notifier'],
  },
  copierSignalementDirect: {
    query: cycle.COPIER_SIGNALEMENT,
    input: () => copieDeLHopital(SANS_CLE),
    scope: 'ip:transmettre',
  },
  ouvrirMesureAdministrative: {
    query: ASE.ouvrirMesureAdministrative,
    input: () => accueilProvisoire({ enfantId: 'x', idempotencyKey: '' }),
    scope: 'mesure:conduire',
  },
  renouvelerMesure: {
    query: ASE.renouvelerMesure,
    input: () => ({ idempotencyKey: '', mesureId: 'x', terme: '2027-01-01', accords: [] }),
    scope: 'mesure:conduire',
  },
  terminerMesure: {
    query: ASE.terminerMesure,
    input: () => ({ mesureId: 'x', le: '2026-03-09T09:00:00+01:00', motif: '' }),
    scope: 'mesure:conduire',
  },
  designerReferent: {
    query: ASE.designerReferent,
    input: () => ({ mesureId: 'x', fonction: '', service: '' }),
    scope: 'mesure:conduire',
  },
  enregistrerRapport: {
    query: ASE.enregistrerRapport,
    input: () => ({ idempotencyKey: '', mesureId: 'x', remisLe: '2026-03-09T09:00:00+01:00', redigePar: 'x' }),
    scope: 'mesure:conduire',
  },
  etablirProjetPourEnfant: {
    query: ASE.etablirProjetPourEnfant,
    input: () => ({ mesureId: 'x', etabliLe: '2999-01-01T09:00:00+01:00' }),
    scope: 'mesure:conduire',
  },
  changerLieu: {
    query: ASE.changerLieu,
    input: () => ({
      ...{ idempotencyKey: 'x', mesureId: 'x', lieuId: 'x', cas: 'PREVU', motifs: '' },
      le: '2026-03-09T09:00:00+01:00',
    }),
    scope: 'mesure:conduire',
  },
  accueillirEnUrgence: {
    query: ASE.accueillirEnUrgence,
    input: () => accueilUrgence({ idempotencyKey: '' }),
    scope: 'mesure:conduire',
  },
  prolongerAccueilMna: {
    query: ASE.prolongerAccueilMna,
    input: () => ({ idempotencyKey: '', mesureId: 'x' }),
    scope: 'mesure:conduire',
  },
  enregistrerLieuAccueil: {
    query: ASE.enregistrerLieuAccueil,
    input: () => lieu({ idempotencyKey: '' }),
    scope: 'mesure:conduire',
  },
  demanderAgrement: {
    query: ASE.demanderAgrement,
    input: () => ({ idempotencyKey: '', nom: 'x', capacite: 1, demandeLe: '2026-03-09T09:00:00+01:00' }),
    scope: 'mesure:conduire',
  },
  accorderAgrement: {
    query: ASE.accorderAgrement,
    input: () => ({ lieuId: 'x', valideDu: '2026-03-09', capacite: 0 }),
    scope: 'mesure:conduire',
  },
  suspendreAgrement: {
    query: ASE.suspendreAgrement,
    input: () => ({ lieuId: 'x', jusquAu: '2026-03-09', motif: '' }),
    scope: 'mesure:conduire',
  },
  retirerAgrement: {
    query: ASE.retirerAgrement,
    input: () => ({ lieuId: 'x', motif: '' }),
    scope: 'mesure:conduire',
  },
  prolongerDelaiAgrement: conduit(ASE.prolongerDelaiAgrement, () => ({ lieuId: 'x', motif: '' })),
  inviterRenouvellement: conduit(ASE.inviterRenouvellement, () => ({ lieuId: 'x', ecritLe: '9999-01-01' })),
  enjoindreRenouvellement: conduit(ASE.enjoindreRenouvellement, () => ({
    ...{ idempotencyKey: '', lieuId: 'x', le: '2026-03-09' },
  })),
  enregistrerDemandeRenouvellement: conduit(ASE.enregistrerDemandeRenouvellement, () => ({
    ...{ idempotencyKey: '', lieuId: 'x', recueLe: '2026-03-09' },
  })),
  convoquerCommissionAgrement: conduit(ASE.convoquerCommissionAgrement, () => ({
    ...{ idempotencyKey: '', lieuId: 'x', motif: 'x', informeLe: '2026-03-09', reunionLe: '2026-04-09' },
  })),
  restreindreAgrement: conduit(ASE.restreindreAgrement, () => ({ lieuId: 'x', capacite: 1, motif: '' })),
  saisirAutoriteJudiciaire: conduit(ASE.saisirAutoriteJudiciaire, () => ({ ...SANS_CLE, mesureId: 'x', motifs: '' })),
  attesterInformation: conduit(ASE.attesterInformation, () => ({
    ...{ mesureId: 'x', destinataire: 'PARENTS', le: '2999-01-01T09:00:00+01:00' },
  })),
  notifierChoixLieu: conduit(ASE.notifierChoixLieu, () => ({
    ...{ ...SANS_CLE, mesureId: 'x', choix: '', envoyeLe: '2026-03-09T09:00:00+01:00' },
  })),
  accuserChoixLieu: conduit(ASE.accuserChoixLieu, () => ({ mesureId: 'x', recuLe: '2999-01-01T09:00:00+01:00' })),
  repondreChoixLieu: conduit(ASE.repondreChoixLieu, () => ({
    ...{ mesureId: 'x', accord: true, le: '2999-01-01T09:00:00+01:00' },
  })),
  saisirCommissionStatut: conduit(ASE.saisirCommissionStatut, () => ({
    ...{ ...SANS_CLE, mesureId: 'x', motif: 'STATUT_INADAPTE', le: '2026-03-09T09:00:00+01:00' },
  })),
  enregistrerExamenStatut: conduit(ASE.enregistrerExamenStatut, () => ({
    ...{ ...SANS_CLE, mesureId: 'x', tenuLe: '2026-03-09T09:00:00+01:00', avis: '', risquePersiste: false },
  })),
  transfererDossier: conduit(ASE.transfererDossier, () => transfertDossier({ mesureId: 'x', idempotencyKey: '' })),
  rappelerTransfertDossier: conduit(ASE.rappelerTransfertDossier, () => ({
    mesureId: 'x',
    idempotencyKey: 'x'.repeat(201),
  })),
  designerAgent: {
    query: ASE.designerAgent,
    input: () => ({ agent: '', enFonction: true }),
    scope: 'agents:designer',
  },
  interrogerCollectivite: {
    query: ASE.interrogerCollectivite,
    input: () => interrogation({ enfantId: 'x', idempotencyKey: '' }),
    scope: 'renseignements:echanger',
  },
  repondreCollectivite: {
    query: ASE.repondreCollectivite,
    input: () => reponseInterrogation({ demandeId: 'x', idempotencyKey: '' }),
    scope: 'renseignements:echanger',
  },
  enregistrerEntretien: conduit(ASE.enregistrerEntretien, () => ({
    ...{ ...SANS_CLE, mesureId: 'x', objet: 'APRES_SORTIE', tenuLe: '2026-03-09T09:00:00+01:00' },
  })),
  protegerDossier: {
    query: PROTEGER_DOSSIER,
    input: () => ({ idempotencyKey: 'x', enfantId: 'x', motif: 'AUTRE' }),
    scope: 'dossier:proteger',
  },
  leverProtection: {
    query: LEVER_PROTECTION,
    input: () => ({ protectionId: 'x', motif: '' }),
    scope: 'dossier:proteger',
  },
  ouvrirEnUrgence: {
    query: OUVRIR_EN_URGENCE,
    input: () => ({ idempotencyKey: 'x', motif: 'FUGUE' }),
    scope: 'acces:ouvrir',
  },
  revoirAcces: {
    query: REVOIR_ACCES,
    input: () => ({ accesId: 'x', conclusion: 'INJUSTIFIE' }),
    scope: 'acces:revoir',
  },
  signalerPassage: {
    query: SIGNALER_PASSAGE,
    input: () => passage({ idempotencyKey: 'x'.repeat(201) }),
    scope: 'ip:transmettre',
  },
  joindrePiece: {
    query: JOINDRE,
    input: () => ({ ...SANS_CLE, informationId: 'x', pieceId: 'x', empreinte: '', intitule: '', medicale: false }),
    scope: ['ip:transmettre', 'ip:traiter'],
  },
  relivrerNotifications: { query: RELIVRER, input: () => ({ notificationIds: [] }), scope: 'notification:lire' },
};

/** Everything of a child that a query can reach, through five institutions. */
export const TOUT_LENFANT = /* GraphQL */ `
  query ($id: ID!, $finalite: Finalite!) {
    enfant(id: $id, finalite: $finalite) {
      nomNaissance
      informationsPreoccupantes {
        id
        emetteur {
          personne
        }
      }
      mesures {
        id
        etat
      }
      mesuresUrgentes {
        id
        reception {
          etat
        }
      }
      decisions {
        id
      }
      saisinesDefenseur {
        id
        etat
      }
      scolarite {
        uai
        ine
      }
      suiviSante {
        finess
      }
    }
  }
`;

/** Identifiers of what the institutions have exchanged. */
export interface Peuplement {
  /**
   * A child of the Haute-Garonne, that its school, its parquet and the Défenseur know; not the hospital, whose
   * signalement is about another.
   */
  readonly unEnfant: Record<
    | 'suivi'
    | 'lieu'
    | 'enfant'
    | 'demande'
    | 'signalement'
    | 'information'
    | 'mesure'
    | 'saisine'
    | 'echeance'
    | 'soitTransmis'
    | 'requete'
    | 'decision'
    | 'notification'
    | 'rapprochement'
    | 'acces'
    | 'interrogation'
    | 'interrogee'
    | 'transfert',
    string
  >;
  /** Informations of the school about children whose history is in two collectivités. */
  readonly dAilleurs: Record<'ici' | 'la' | 'partant', string>;
  /** A child that two schools, a hospital, a parquet and the Défenseur know. */
  readonly connuDeTous: Record<'enfant' | 'college' | 'autreCollege' | 'hopital' | 'mesure' | 'saisine', string>;
  readonly enGironde: { information: string; mesure: string };
  readonly aLyon: { information: string };
  readonly aSaintGaudens: { mesure: string };
}

const AUCUN = { objets: 0, enfants: 0, fratries: 0 };
const RIEN_COMPTE: AnneeComptee = {
  ...{ informations: AUCUN, mesures: AUCUN },
  tables: Object.fromEntries(NOMS_DIMENSIONS.map((dimension) => [dimension, {}])) as unknown as AnneeComptee['tables'],
  delais: { EVALUATION: { mediane: null, p90: null }, RETOUR: { mediane: null, p90: null } },
};

export async function peupler(hub: HubOuvert): Promise<Peuplement> {
  const envoyer = async (qui: NomInstitution, query: string, input: object) =>
    accuse(await hub.demander(qui, query, { input })).id;
  const enfantDe = async (information: string): Promise<string> =>
    recu(
      await hub.demander('crip', 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }', {
        id: information,
      }),
    ).enfant.id;
  const echeanceDe = async (information: string): Promise<string> => {
    const query = 'query { echeances(first: 100, filtre: { regle: "A1" }) { edges { node { id sujet { id } } } } }';
    const { edges } = recu(await hub.demander('crip', query));
    return edges.find(({ node }: Json) => node.sujet.id === information).node.id;
  };
  const deLAutreEcole = (input: object): Json =>
    avec(avec(input, 'emetteur.uai', VOISINS.autreCollege.institution), 'scolarite', undefined);

  await hub.database.query(
    `INSERT INTO hub.indicateurs (collectivite, annee, arretes_le, publies) VALUES ('31', 2025, now(), $1)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(publierIndicateurs(RIEN_COMPTE))],
  );
  const { enfant } = fiche();
  const information = await envoyer('college', TRANSMETTRE, fiche({ enfant }));
  const enfantId = await enfantDe(information);
  const mesure = await envoyer('parquet', NOTIFIER, ordonnance({ enfant }));
  const requeteId = await envoyer('parquet', SAISIR_JUGE, requete({ enfantId, mesureUrgenteId: mesure }));
  const { dAilleurs, ...ailleurs } = await lesAilleurs(hub, envoyer);
  const unEnfant = {
    information,
    lieu: await envoyer('ase', ASE.enregistrerLieuAccueil, lieu()),
    suivi: await envoyer('ase', ASE.accueillirEnUrgence, accueilUrgence({ enfant })),
    enfant: enfantId,
    mesure,
    saisine: await envoyer('defenseur', SAISIR, saisine({ enfant })),
    ...(await lesDeuxDepots(hub, information)),
    echeance: await echeanceDe(information),
    soitTransmis: await envoyer('parquet', SOIT_TRANSMIS, soitTransmis({ enfant })),
    requete: requeteId,
    ...(await laDecision(hub, { enfantId, requeteId })),
    acces: await laDemandeDAcces(hub, enfantId),
    ...ailleurs,
  };

  const rapprochement = await leDoute(hub, enfant);

  const enUrgence = { idempotencyKey: 'nuit', enfantId, motif: 'FUGUE' };
  recu(await hub.demander('crip33', OUVRIR_EN_URGENCE, { input: enUrgence }));

  const { enfant: autre } = fiche();
  const college = await envoyer('college', TRANSMETTRE, avec(fiche({ enfant: autre }), 'scolarite.ine', INE));
  const connuDeTous = {
    college,
    enfant: await enfantDe(college),
    autreCollege: await envoyer('autreCollege', TRANSMETTRE, deLAutreEcole(fiche({ enfant: autre }))),
    hopital: await envoyer(
      'hopital',
      TRANSMETTRE,
      avec(avec(ficheHopital(), 'enfant', autre), 'suiviSante.ins', { matricule: INS, oid: '1.2.250.1.213.1.4.8' }),
    ),
    mesure: await envoyer('parquet', NOTIFIER, ordonnance({ enfant: autre })),
    saisine: await envoyer('defenseur', SAISIR, saisine({ enfant: autre })),
  };

  const vitA = (commune: string) => avec(fiche(), 'enfant.communeResidence', commune);
  return {
    unEnfant: { ...unEnfant, rapprochement },
    connuDeTous,
    enGironde: {
      information: await envoyer('college', TRANSMETTRE, vitA('33063')),
      mesure: await envoyer('parquet', NOTIFIER, ordonnance({ collectivite: '33' })),
    },
    aLyon: { information: await envoyer('college', TRANSMETTRE, vitA('69123')) },
    dAilleurs,
    aSaintGaudens: { mesure: await envoyer('parquetSaintGaudens', NOTIFIER, ordonnance({ tj: 'tj31483' })) },
  };
}

/** A neighbour who knows the child by a first name and an age: a person is to say whether it is the same. */
async function leDoute(hub: HubOuvert, enfant: EnfantInput): Promise<string> {
  const { nomNaissance, sexe, adresse = null } = enfant;
  const malConnu = { nomNaissance, prenoms: enfant.prenoms.split(',')[0], sexe, adresse, ageApproximatif: 12 };
  const scolarite = { uai: VOISINS.autreCollege.institution };
  const input = appelDuneVoisine({ enfant: { ...malConnu, communeResidence: '31555' }, scolarite });
  accuse(await hub.demander('crip', cycle.ENREGISTRER_INFORMATION, { input }));
  await hub.travailler((travailleur) =>
    rapprocherFiches(travailleur, { now: new Date(), newId: v7, registres: registres() }),
  );
  const { edges } = recu(await hub.demander('crip', A_EXAMINER));
  return edges[0].node.id;
}

/** A decision on a requête, notified to a parent who lives far away and appeals. */
async function laDecision(
  hub: HubOuvert,
  { enfantId, requeteId }: { enfantId: string; requeteId: string },
): Promise<{ decision: string; notification: string }> {
  const notifieeAuxParties = [{ partie: 'PARENT', le: '2026-03-26', residence: '974' } as const];
  const input = decision({ enfantId, requeteId, notifieeAuxParties });
  const { id } = accuse(await hub.demander('juge', DECIDER, { input }));
  const [notification] = recu(await hub.demander('juge', DECISION, { id }, 'ASSISTANCE_EDUCATIVE')).notifications;
  const declare = appel({ decisionId: id, notificationId: notification.id });
  accuse(await hub.demander('juge', APPELER, { input: declare }));
  return { decision: id, notification: notification.id };
}

/** A measure handed over to the Gironde; what each asks the other about a child that both know. */
async function lesAilleurs(
  hub: HubOuvert,
  envoyer: (qui: NomInstitution, query: string, input: object) => Promise<string>,
): Promise<Record<'transfert' | 'interrogation' | 'interrogee', string> & Pick<Peuplement, 'dAilleurs'>> {
  for (const qui of ['crip', 'ase', 'crip33', 'ase33'] as const) {
    const input = { agent: `test-${INSTITUTIONS[qui].institution}`, enFonction: true };
    const secretariat: Porteur = { ...INSTITUTIONS[qui], sub: 'secretariat' };
    recu(await hub.demander(secretariat, ASE.designerAgent, { input }));
  }
  const lu = 'query ($id: ID!) { informationPreoccupante(id: $id) { enfant { id } } }';
  const { enfant } = fiche();
  const informer = (traits: EnfantInput) => envoyer('college', TRANSMETTRE, fiche({ enfant: traits }));
  const dAilleurs = {
    ici: await informer({ ...enfant, communeResidence: '31555', communeNaissance: '33063' }),
    la: await informer({ ...enfant, communeResidence: '33063', communeNaissance: '33063' }),
    partant: await informer(fiche().enfant),
  };
  const enfantDe = async (qui: NomInstitution, id: string): Promise<string> =>
    recu(await hub.demander(qui, lu, { id })).enfant.id;
  const [ici, partant] = [await enfantDe('crip', dAilleurs.ici), await enfantDe('crip', dAilleurs.partant)];
  const la = await enfantDe('crip33', dAilleurs.la);
  const lieuId = await envoyer('ase', ASE.enregistrerLieuAccueil, lieu());
  const mesureId = await envoyer(
    'ase',
    ASE.ouvrirMesureAdministrative,
    accueilProvisoire({ enfantId: partant, lieuId }),
  );
  const accords = [
    { qualite: 'MERE' as const, donne: true, le: '2026-03-06' },
    { qualite: 'PERE' as const, donne: true, le: '2026-03-06' },
  ];
  return {
    dAilleurs,
    transfert: await envoyer('ase', ASE.transfererDossier, transfertDossier({ mesureId, accords })),
    interrogation: await envoyer('crip', ASE.interrogerCollectivite, interrogation({ enfantId: ici })),
    interrogee: await envoyer(
      'crip33',
      ASE.interrogerCollectivite,
      interrogation({ enfantId: la, collectivite: '31' }),
    ),
  };
}

/** A parent asks what is known of the child. */
async function laDemandeDAcces(hub: HubOuvert, enfantId: string): Promise<string> {
  const input = {
    ...{ idempotencyKey: 'mere', enfantId, qualite: 'PARENT', qualiteEtablie: true },
    ...{ recueLe: '2026-03-02', identiteVerifieeLe: '2026-03-02' },
  };
  return recu(await hub.demander('crip', INSTRUIRE_ACCES, { input })).demande.id;
}

/** A request of the CRIP to the school about this information, and the copy of a hospital's own signalement. */
async function lesDeuxDepots(hub: HubOuvert, information: string): Promise<{ demande: string; signalement: string }> {
  await hub.demander('crip', cycle.ANALYSER, { input: { informationId: information } });
  const demandee = await hub.demander('crip', cycle.DEMANDER_COMPLEMENT, { input: demande(information) });
  const copie = await hub.demander('hopital', cycle.COPIER_SIGNALEMENT, { input: copieDeLHopital() });
  return { demande: accuse(demandee).id, signalement: accuse(copie).id };
}
