import type { Element, Mandats } from './access-elements';

/** What each query, and the subscription, reads. */
export const LECTURES: Readonly<Record<string, Element>> = {
  enfant: 'identite',
  enfantParIne: 'ine',
  enfantParIns: 'ins',
  informationPreoccupante: 'recit',
  informationsPreoccupantes: 'recit',
  mesTransmissions: 'retour',
  demande: 'demande',
  demandes: 'demande',
  signalement: 'signalement',
  signalements: 'signalement',
  mesure: 'mesure',
  mesures: 'mesure',
  transfertInterdepartemental: 'transfert',
  transfertsInterdepartementaux: 'transfert',
  agentsDesignes: 'renseignements',
  demandeRenseignements: 'renseignements',
  demandesRenseignements: 'renseignements',
  lieuAccueil: 'placeAccueil',
  lieuxAccueil: 'placeAccueil',
  mesureUrgente: 'decision',
  mesuresUrgentes: 'decision',
  decision: 'decision',
  decisions: 'decision',
  notificationPartie: 'decision',
  soitTransmis: 'saisineJudiciaire',
  soitsTransmis: 'saisineJudiciaire',
  requeteJuge: 'saisineJudiciaire',
  requetesJuge: 'saisineJudiciaire',
  saisineDefenseur: 'saisineDefenseur',
  saisinesDefenseur: 'saisineDefenseur',
  echeance: 'echeance',
  echeances: 'echeance',
  indicateursRetours: 'statistiques',
  indicateurs: 'statistiques',
  horairesCrip: 'technique',
  coincidences: 'autreDepartement',
  rapprochement: 'antecedents',
  rapprochementsAExaminer: 'antecedents',
  eliminations: 'archive',
  apercuElimination: 'archive',
  dossiersArchives: 'archive',
  demandesAcces: 'droitAcces',
  accesCommunique: 'communication',
  accesUrgence: 'accesUrgence',
  notifications: 'notification',
  evenements: 'notification',
  monRaccordement: 'raccordement',
  partenaires: 'registrePartenaires',
  preuveInclusion: 'notification',
  dossierDePreuve: 'journal',
};

/** One of these mandates lets a token act; each act says its own, and the schema all of them. */
const ACTES_PAR_MANDAT = {
  'ip:traiter':
    'analyser qualifier nonQualifier rouvrir reorienter rappelerTransfert joindre demanderComplement demanderAvis ouvrirEvaluation ' +
    'rendreEvaluation completerEvaluation decider informerParents constaterRencontreImpossible signalerAuParquet ' +
    'envoyerRetour enregistrerInformation enregistrerDemandeRetour ecarterRetour accuserInformationUrgente ' +
    'fixerHorairesCrip demanderAdresse enregistrerReponseAdresse joindrePiece rapprocher separer confirmerDistincts ' +
    'chercherCoincidence',
  'ip:transmettre':
    'transmettreInformationPreoccupante copierSignalementDirect repondreComplement rendreAvis joindrePiece signalerPassage',
  'archive:eliminer': 'proposerElimination deciderElimination',
  'archive:viser': 'viserElimination',
  'droits:instruire': 'instruireAcces deciderAcces',
  'mesure:notifier': 'notifierMesureUrgente repondreComplement rendreAvis',
  'suites:enregistrer': 'enregistrerSuites',
  'soit-transmis:transmettre': 'transmettreSoitTransmis',
  'requete:deposer': 'saisirJugeDesEnfants',
  'decision:notifier':
    'notifierDecision prolongerMesureProvisoire notifierDecisionAuxParties enregistrerAppel ' +
    'fixerAudience enregistrerArret',
  'saisine:transmettre': 'transmettreSaisineDefenseur',
  'saisine:repondre': 'repondreSaisineDefenseur',
  'mesure:accuser': 'accuserReception accuserInformationUrgente',
  'mesure:conduire':
    'ouvrirMesureAdministrative renouvelerMesure terminerMesure designerReferent enregistrerRapport ' +
    'etablirProjetPourEnfant changerLieu accueillirEnUrgence prolongerAccueilMna enregistrerLieuAccueil ' +
    'demanderAgrement accorderAgrement suspendreAgrement retirerAgrement prolongerDelaiAgrement ' +
    'convoquerCommissionAgrement restreindreAgrement saisirAutoriteJudiciaire attesterInformation ' +
    'notifierChoixLieu accuserChoixLieu repondreChoixLieu saisirCommissionStatut enregistrerExamenStatut ' +
    'transfererDossier rappelerTransfertDossier enregistrerEntretien inviterRenouvellement enjoindreRenouvellement enregistrerDemandeRenouvellement',
  'notification:lire': 'relivrerNotifications',
  'partenaire:gerer': 'enregistrerPartenaire tournerCle revoquer',
  'renseignements:echanger': 'interrogerCollectivite repondreCollectivite',
  'agents:designer': 'designerAgent',
  'dossier:proteger': 'protegerDossier leverProtection',
  'acces:ouvrir': 'ouvrirEnUrgence',
  'acces:revoir': 'revoirAcces',
} as const satisfies Record<string, string>;

/** Mutation → its mandates, any of them. */
export const MANDATS_DES_ACTES: ReadonlyMap<string, Mandats> = (() => {
  const mandats = new Map<string, string[][]>();
  for (const [mandat, actes] of Object.entries(ACTES_PAR_MANDAT))
    for (const acte of actes.split(' ')) mandats.set(acte, [...(mandats.get(acte) ?? []), [mandat]]);
  return mandats;
})();
