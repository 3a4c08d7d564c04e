import { listeDe, partie, reponses, type TypesPublies } from './access-champs';

/** The measures of the ASE, the places to whom children are entrusted, the reception of urgent measures. */
export const CHAMPS_ASE: TypesPublies = {
  Mesure: {
    element: 'mesure',
    enregistrement: true,
    champs: {
      mesure:
        'nature etat tribunal debut terme majeurLe nombreRenouvellements sansAgrementUrgence estMna jeuneMajeur referent ' +
        'decisionId projetEtabliLe termineeLe motifFin renouvellements changementsLieu rapports choixLieu motifExamen ' +
        'examensStatut entretiens parentsInformesLe autoriteSaisieLe autoriteSaisieMotifs echeances',
      transfert: 'transferts',
      lieuDeVie: 'confieA lieuAccueil lieuPrevu lieuPrevuLe',
      etatDossier: 'informationId',
      etablissement: 'passages',
      identite: 'enfant',
      technique: 'id reference collectivite',
    },
  },
  ...listeDe('Mesure', 'mesure'),
  TransfertInterdepartemental: {
    element: 'transfert',
    enregistrement: true,
    champs: {
      transfert:
        'issue de vers nature referenceDepart referenceArrivee motif parentsInformesLe motifNonInformes canal preuve le ' +
        'conservationAns conservationJusquAu documents',
      mesure: 'mesure',
      identite: 'enfant',
      technique: 'id reference',
    },
  },
  ...listeDe('TransfertInterdepartemental', 'transfert'),
  DocumentTransfere: { element: 'transfert', champs: { transfert: 'document motifAbsence', renseignements: 'pieces' } },
  PieceTransferee: partie('renseignements', 'titre le texte'),
  DemandeRenseignements: {
    element: 'renseignements',
    enregistrement: true,
    champs: {
      renseignements:
        'de vers motif precision enfantCherche famille demandeePar le reponse reponduePar repondueLe documents ' +
        'precisionReponse lisibleJusquAu',
      identite: 'enfant correspondances',
      technique: 'id reference',
    },
  },
  ...listeDe('DemandeRenseignements', 'renseignements'),
  EnfantCherche: partie('renseignements', 'nomNaissance nomUsage prenoms sexe dateNaissance communeNaissance'),
  ...reponses({ renseignements: 'demande' }, 'RepondreCollectivitePayload'),
  AgentDesigne: partie('technique', 'agent enFonction designePar designeLe'),
  ...reponses({ technique: 'agent' }, 'DesignerAgentPayload'),
  PassageHopital: partie('etablissement', 'finess nature le'),
  JeuneMajeur: partie('mesure', 'ressourcesOuSoutienInsuffisants confieAvantMajorite oqtf temporaire finAnneeScolaire'),
  Referent: partie('mesure', 'fonction service'),
  Rapport: partie('mesure', 'remisLe redigePar'),
  ChoixLieu: partie('mesure', 'id choix envoyeLe recuLe limite etat reponduLe'),
  ExamenStatut: partie('mesure', 'tenuLe avis risquePersiste'),
  Entretien: partie('mesure', 'objet tenuLe'),
  Renouvellement: partie('mesure', 'ancienTerme terme prolongation le'),
  ChangementLieu: { element: 'mesure', champs: { mesure: 'cas le', lieuDeVie: 'motifs' } },
  LieuAccueil: {
    element: 'placeAccueil',
    enregistrement: true,
    champs: {
      placeAccueil:
        'type nom finess capacite etat valideDu valideAu reponseAvant suspenduJusquAu motif ' +
        'motifProlongation renouvellementEnjointPour renouvellementAcquisApres commissions placesLibres',
      technique: 'id reference',
    },
  },
  ...listeDe('LieuAccueil', 'placeAccueil'),
  CommissionAgrement: partie('placeAccueil', 'motif informeLe reunionLe suivieLe'),
  ReceptionMesure: partie('decision', 'etat remiseLe accuseeLe accuseePar escalades'),
  Escalade: partie('decision', 'rang fonction canal le'),
  AccuseMesure: partie('technique', 'mesureId accuseeLe fonction'),
  AccuseInformation: partie('technique', 'informationId accuseeLe fonction'),
  ReponseEnregistree: partie('technique', 'saisineId repondueLe empreinte'),
  ...reponses({ technique: 'accuse' }, 'AccuserReceptionPayload', 'AccuserInformationUrgentePayload'),
  ...reponses({ technique: 'reponse' }, 'RepondreSaisineDefenseurPayload'),
  ...reponses(
    { technique: 'accuseReception' },
    ...['OuvrirMesureAdministrativePayload', 'AccueillirEnUrgencePayload'],
    ...[
      'EnregistrerLieuAccueilPayload',
      'DemanderAgrementPayload',
      'TransfererDossierPayload',
      'InterrogerCollectivitePayload',
    ],
  ),
  ...reponses(
    { mesure: 'mesure' },
    ...['RenouvelerMesurePayload', 'TerminerMesurePayload', 'DesignerReferentPayload', 'EnregistrerRapportPayload'],
    ...['EtablirProjetPourEnfantPayload', 'ChangerLieuPayload', 'ProlongerAccueilMnaPayload'],
    ...['SaisirAutoriteJudiciairePayload', 'AttesterInformationPayload', 'NotifierChoixLieuPayload'],
    ...['AccuserChoixLieuPayload', 'RepondreChoixLieuPayload', 'SaisirCommissionStatutPayload'],
    ...['EnregistrerExamenStatutPayload', 'EnregistrerEntretienPayload', 'RappelerTransfertDossierPayload'],
  ),
  ...reponses(
    { placeAccueil: 'lieuAccueil' },
    ...['AccorderAgrementPayload', 'SuspendreAgrementPayload', 'RetirerAgrementPayload'],
    ...['ProlongerDelaiAgrementPayload', 'ConvoquerCommissionAgrementPayload', 'RestreindreAgrementPayload'],
    ...['InviterRenouvellementPayload', 'EnjoindreRenouvellementPayload', 'EnregistrerDemandeRenouvellementPayload'],
  ),
};
