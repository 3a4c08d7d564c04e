import { listeDe, partie, reponses, type TypesPublies } from './access-champs';

/** What the procureur orders and asks, what the juge des enfants decides. */
export const CHAMPS_JUSTICE: TypesPublies = {
  MesureUrgente: {
    element: 'decision',
    enregistrement: true,
    champs: {
      decision:
        'nature tj numeroParquet priseLe transmiseLe magistrat motifs droitsParents jusquAu forcePublique reception echeances',
      lieuDeVie: 'lieu confieA',
      identite: 'enfant',
      technique: 'id reference collectivite empreinte',
    },
  },
  ...listeDe('MesureUrgente', 'decision'),
  DecisionJuge: {
    element: 'decision',
    enregistrement: true,
    champs: {
      decision:
        'tj nature natureMesure article reserve rendueLe magistrat motifs provisoire sansAudience mois terme ' +
        'prolongeeJusquAu finLe droitsParents evaluationTiersRealisee urgence auditionEnfant motifSansAudition lieuAnonyme transmiseLe ' +
        'notifications appels echeances',
      lieuDeVie: 'confieA',
      saisineJudiciaire: 'requete',
      identite: 'enfant',
      technique: 'id reference collectivite empreinte',
    },
  },
  ...listeDe('DecisionJuge', 'decision'),
  NotificationPartie: {
    element: 'decision',
    enregistrement: true,
    champs: { decision: 'partie le decision echeances', technique: 'id' },
  },
  Appel: partie('decision', 'id notificationId declareLe horsDelai arretLe arretSens'),
  ConfieA: partie('lieuDeVie', 'nom finess siret'),
  DroitsParents: partie('decision', 'reserves correspondance visites hebergement'),
  SoitTransmis: {
    element: 'saisineJudiciaire',
    enregistrement: true,
    champs: {
      saisineJudiciaire: 'tj numeroParquet magistrat objet texte reponseAttendueLe confidentiel transmisLe remiseLe',
      etatDossier: 'informationId',
      identite: 'enfant',
      technique: 'id reference collectivite empreinte',
    },
  },
  ...listeDe('SoitTransmis', 'saisineJudiciaire'),
  RequeteJuge: {
    element: 'saisineJudiciaire',
    enregistrement: true,
    champs: {
      saisineJudiciaire:
        'tj parquet recueAuGreffeLe motifs transmiseLe remiseLe echeances signalementId audienceLe audienceLieu convocationsLe',
      decision: 'mesureUrgente',
      identite: 'enfant',
      technique: 'id reference collectivite empreinte',
    },
  },
  ...listeDe('RequeteJuge', 'saisineJudiciaire'),
  ...reponses(
    { technique: 'accuseReception' },
    ...['NotifierMesureUrgentePayload', 'NotifierDecisionPayload', 'ProlongerMesureProvisoirePayload'],
    ...[
      'NotifierDecisionAuxPartiesPayload',
      'EnregistrerAppelPayload',
      'EnregistrerArretPayload',
      'FixerAudiencePayload',
    ],
    ...['EnregistrerSuitesPayload', 'TransmettreSoitTransmisPayload', 'SaisirJugeDesEnfantsPayload'],
  ),
};
