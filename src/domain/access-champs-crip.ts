import { listeDe, partie, reponses, type TypesPublies } from './access-champs';

/** The child, the information préoccupante and its life. */
export const CHAMPS_CRIP: TypesPublies = {
  Enfant: {
    element: 'identite',
    enregistrement: true,
    champs: {
      identite: 'nomNaissance nomUsage prenoms sexe dateNaissance ageApproximatif communeNaissance collectivite',
      recit: 'informationsPreoccupantes',
      mesure: 'mesures',
      decision: 'mesuresUrgentes decisions',
      saisineDefenseur: 'saisinesDefenseur',
      scolaire: 'scolarite',
      suiviHospitalier: 'suiviSante',
      protection: 'protections',
      technique: 'id',
    },
  },
  InformationPreoccupante: {
    element: 'recit',
    enregistrement: true,
    champs: {
      recit: 'urgence naturesDanger naturePrincipale faits informationParents pieces',
      medical: 'piecesMedicales',
      emetteur: 'emetteur',
      appelant: 'appelant',
      identite: 'enfant',
      etatDossier:
        'etat suite historique demandes signalements retours informationsTitulaires echeances astreinte regimeRetour transferts',
      antecedents: 'rattacheeA',
      evaluation: 'evaluations',
      technique: 'id reference collectivite recueLe transmiseLe horsHoraires canal empreinte',
    },
  },
  ...listeDe('InformationPreoccupante', 'recit'),
  Emetteur: partie(
    'emetteur',
    'typeInstitution nom uai finess personne fonction telephone courriel anonymatDemande redigeeLe',
  ),
  Appelant: partie('appelant', 'nom telephone lien anonymatDemande'),
  Fait: {
    element: 'recit',
    champs: { recit: 'recit constatePar date lieu parolesEnfant frequence', medical: 'blessures' },
  },
  PieceJointe: partie('technique', 'id intitule type taille empreinte etat jointePar jointeLe'),
  InformationParents: partie('recit', 'statut date par reaction motif'),
  EtapeCycle: partie('etatDossier', 'acte de vers par motif le'),
  InformationTitulaires: partie('etatDossier', 'objet informes motif le'),
  TransfertInformation: partie('etatDossier', 'de vers referenceDepart referenceArrivee canal preuve le'),
  Evaluation: {
    element: 'evaluation',
    enregistrement: true,
    champs: {
      evaluation:
        'equipe evaluateurs motifException ouverteLe rendueLe conclusion rapport divergences motifNonRencontre',
      identite: 'enfants',
      technique: 'id',
    },
  },
  Evaluateur: partie('evaluation', 'fonction domaine suitLaFamille'),
  Retour: partie('retour', 'code message envoyeLe canal'),
  Transmission: {
    element: 'retour',
    enregistrement: true,
    champs: { retour: 'retour echeance', technique: 'id reference recueLe transmiseLe' },
  },
  ...listeDe('Transmission', 'retour'),
  Demande: {
    element: 'demande',
    enregistrement: true,
    champs: {
      demande: 'nature destinataire question demandeeLe reponse reponduePar repondueLe',
      identite: 'enfant',
      technique: 'id reference',
    },
  },
  ...listeDe('Demande', 'demande'),
  Signalement: {
    element: 'signalement',
    enregistrement: true,
    champs: {
      signalement: 'tribunal auteur motifs expose actionsMenees canal preuve le suite suiteLe',
      recit: 'information',
      identite: 'enfant',
      technique: 'id reference collectivite',
    },
  },
  ...listeDe('Signalement', 'signalement'),
  HorairesCrip: partie('technique', 'collectivite jours ouverture fermeture parDefaut'),
  ...reponses({ technique: 'horaires' }, 'FixerHorairesCripPayload'),
  Elimination: partie(
    'technique',
    'id enfantId regle finConservation premierLe dernierLe etat listeeLe visa viseeLe motifRefus reproposerLe ' +
      'proposeeLe decideeLe',
  ),
  EliminationConnection: partie('technique', 'edges pageInfo'),
  EliminationEdge: partie('technique', 'node cursor'),
  ...reponses({ technique: 'eliminations' }, 'EliminationsPayload'),
  LigneApercu: partie('technique', 'table lignes'),
  DossierArchive: partie('technique', 'id regle archiveLe finActive regleFinale finConservation'),
  DossierArchiveConnection: partie('technique', 'edges pageInfo'),
  DossierArchiveEdge: partie('technique', 'node cursor'),
  Protection: partie('protection', 'id etat motif precision poseePar poseeLe confirmeeLe motifLevee leveeLe'),
  ...reponses({ protection: 'protection' }, 'ProtectionPayload'),
  AccesUrgence: {
    element: 'accesUrgence',
    enregistrement: true,
    champs: {
      accesUrgence: 'institution ouvertPar collectivite motif precision ouvertLe jusquAu revue',
      identite: 'enfant',
      technique: 'id enfantId',
    },
  },
  ...listeDe('AccesUrgence', 'accesUrgence'),
  RevueAcces: partie('accesUrgence', 'le par conclusion observation'),
  ...reponses({ technique: 'acces' }, 'OuvrirEnUrgencePayload', 'RevoirAccesPayload'),
  Avancement: partie('technique', 'informationId reference etat le'),
  ...reponses({ technique: 'avancement' }, 'AvancementPayload'),
  ...reponses({ technique: 'retour' }, 'EnvoyerRetourPayload'),
  ...reponses({ technique: 'accuseReception' }, 'DepotPayload', 'TransmettreInformationPreoccupantePayload'),
};
