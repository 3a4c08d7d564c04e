import { listeDe, partie, reponses, type TypesPublies } from './access-champs';

/** A deadline, wherever it is shown. */
const ECHEANCE =
  'regle intitule article quiDoitAgir acteur depart dateLimite dateReportee limiteLe reportConfirme verifie etapes etat ' +
  'retard echueAOuverture suspendueLe closeLe';

/** The Défenseur, the school, the hospital, and what every institution shares: deadlines, inbox, receipts. */
export const CHAMPS_AUTRES: TypesPublies = {
  SaisineDefenseur: {
    element: 'saisineDefenseur',
    enregistrement: true,
    champs: {
      saisineDefenseur:
        'type transmiseLe delaiReponseJours faits verificationsDemandees qualiteReclamant etat reponse echeances',
      identite: 'enfant',
      technique: 'id reference collectivite empreinte',
    },
  },
  ...listeDe('SaisineDefenseur', 'saisineDefenseur'),
  ReponseSaisine: partie('saisineDefenseur', 'reponse reponduePar repondueLe pieces'),
  ...reponses({ technique: 'accuseReception' }, 'TransmettreSaisineDefenseurPayload'),
  Scolarite: {
    element: 'scolaire',
    enregistrement: true,
    champs: { scolaire: 'classe regime declareeLe', etablissement: 'uai', ine: 'ine' },
  },
  ...reponses({ technique: 'accuseReception' }, 'SignalerPassagePayload'),
  SuiviSante: {
    element: 'suiviHospitalier',
    enregistrement: true,
    champs: { suiviHospitalier: 'declareLe', etablissement: 'finess rpps' },
  },
  EcheanceSuivie: {
    element: 'echeance',
    enregistrement: true,
    champs: {
      echeance: `${ECHEANCE} prolongeePar sujet`,
      technique: 'id',
    },
  },
  ...listeDe('EcheanceSuivie', 'echeance'),
  SujetEcheance: partie('echeance', 'type id'),
  Echeance: partie('technique', ECHEANCE),
  IndicateursRetours: partie('statistiques', 'dus envoyes dansLesDelais taux'),
  Indicateurs: partie('statistiques', 'collectivite annee arretesLe informations mesures tables delais'),
  NombresPublies: partie('statistiques', 'objets enfants fratries'),
  TableIndicateurs: partie('statistiques', 'dimension libelle lignes'),
  LigneIndicateurs: partie('statistiques', 'modalite libelle objets enfants fratries'),
  DelaiIndicateurs: partie('statistiques', 'objet partATemps mediane p90'),
  Notification: {
    element: 'notification',
    enregistrement: true,
    champs: { notification: 'id type sujet le etat remiseLe' },
  },
  ...listeDe('Notification', 'notification'),
  SujetNotification: partie('notification', 'type id'),
  Evenement: partie('notification', 'id type sujet le lacune'),
  ...reponses({ technique: 'notificationIds' }, 'RelivrerNotificationsPayload'),
  Partenaire: {
    element: 'raccordement',
    enregistrement: true,
    champs: {
      raccordement: 'institution nom role territoire identifiantExterne webhookUrl clients revoqueLe motif',
      technique: 'id',
    },
  },
  ...listeDe('Partenaire', 'registrePartenaires'),
  ClientMachine: partie('raccordement', 'clientId scopes contrainte cles creeLe revoqueLe motif'),
  CleClient: partie('raccordement', 'kid algorithme empreinte creeLe retireeLe'),
  ...reponses(
    { registrePartenaires: 'partenaire' },
    ...['EnregistrerPartenairePayload', 'TournerClePayload', 'RevoquerPayload'],
  ),
  AccuseReception: partie('technique', 'reference id recueLe empreinte echeances'),
  Recu: partie('technique', 'id jws charge'),
  PreuveInclusion: partie('notification', 'recu contenu position chemin point'),
  DossierDePreuve: partie('journal', 'contenu enregistrements suite'),
  ErreurSaisie: partie('technique', 'code path message'),
  PageInfo: partie('technique', 'hasNextPage hasPreviousPage startCursor endCursor'),
};
