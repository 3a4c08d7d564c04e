import { CASF, CONVENTION_119, D226_2_4, D226_3_7, L226_5 } from './deadline-sources';
import { ALERTES_QUINZAINE, ALERTES_SEMAINE, type LigneEcheance } from './deadline-types';

const TROIS_MOIS = {
  ...CASF,
  duree: { mois: 3 },
  report: 'NON_CONFIRME',
  acteur: 'PRESIDENT_CONSEIL_DEPARTEMENTAL',
  notifies: ['EMETTEUR'],
  effetSiManque: null,
} as const;
const RETOUR = { ...TROIS_MOIS, ...L226_5 } as const;

/** The information préoccupante, its feedback and what is known from others: A1 to A3, A7, A14. A2_119 is the hub's name. */
export const LIGNES_INFORMATION: readonly LigneEcheance[] = [
  {
    ...CASF,
    ...D226_2_4,
    regle: 'A1',
    intitule: 'Évaluation de l’information préoccupante',
    declencheur: 'réception de l’information par la cellule',
    // At most: shorter by nature of the danger and age, notably under 2 years. The text gives no number.
    duree: { mois: 3 },
    dureeFixee: 'FACULTATIF',
    report: 'NON_CONFIRME',
    acteur: 'PRESIDENT_CONSEIL_DEPARTEMENTAL',
    notifies: ['PARENTS'],
    effetSiManque: null,
    article: 'CASF, art. D. 226-2-4, II',
    reserve:
      'le texte veut un délai plus court selon la nature du danger et l’âge, notamment avant deux ans, sans donner de nombre.',
  },
  {
    ...RETOUR,
    regle: 'A2',
    intitule: 'Retour à la personne qui a transmis l’information dans le cadre de sa profession ou de son mandat',
    declencheur: 'transmission de l’information (date d’envoi)',
    article: 'CASF, art. L. 226-5, al. 1',
  },
  {
    ...TROIS_MOIS,
    ...CONVENTION_119,
    regle: 'A2_119',
    intitule: 'Retour au service national d’accueil téléphonique (119)',
    declencheur: 'réception de l’information par la cellule',
    article: 'Convention du GIP, CASF, art. L. 226-6',
  },
  {
    ...RETOUR,
    regle: 'A3',
    intitule: 'Retour à la personne qui a transmis l’information, sur sa demande',
    declencheur: 'demande de l’auteur de l’information',
    article: 'CASF, art. L. 226-5, al. 2',
  },
  {
    ...CASF,
    regle: 'A7',
    intitule: 'Réponse des caisses à la demande d’adresse d’une famille partie sans la donner',
    declencheur: 'réception de la demande par la CPAM ou la CAF',
    duree: { jours: 10 },
    report: 'NON_CONFIRME',
    acteur: 'CAISSES',
    notifies: ['PRESIDENT_CONSEIL_DEPARTEMENTAL'],
    alertes: ALERTES_SEMAINE,
    effetSiManque: null,
    article: 'CASF, art. L. 226-3-2',
  },
  {
    ...CASF,
    ...D226_3_7,
    regle: 'A14',
    intitule: 'Transmission annuelle des mesures à l’observatoire (Olinpe)',
    declencheur: 'mesures décidées, renouvelées ou terminées dans l’année',
    duree: { jourAnneeSuivante: '04-30' },
    report: 'NON_CONFIRME',
    acteur: 'PRESIDENT_CONSEIL_DEPARTEMENTAL',
    notifies: ['ODPE', 'ONPE'],
    effetSiManque: null,
    article: 'CASF, art. D. 226-3-7',
  },
];

/** No legal delay: the Défenseur fixes it for each case. Thirty days is ours, until he says otherwise. */
export const LIGNES_DEFENSEUR: readonly LigneEcheance[] = [
  {
    regle: 'DDD',
    intitule: 'Réponse à la demande du Défenseur des droits',
    declencheur: 'réception de la demande',
    duree: { jours: 30 },
    dureeFixee: 'FACULTATIF',
    maximum: { jours: 366 },
    base: 'calendaire',
    report: 'AUCUN',
    acteur: 'PRESIDENT_CONSEIL_DEPARTEMENTAL',
    notifies: ['DEFENSEUR'],
    effetSiManque:
      'Mise en demeure puis saisine du juge des référés (art. 21) ; injonction et rapport spécial (art. 25).',
    article: 'Loi organique n° 2011-333, art. 18, 20, 21 et 25',
    source: 'Loi organique, texte d’origine de 2011',
    reserve: 'la loi ne fixe pas de délai, le Défenseur le fixe pour chaque affaire ; trente jours à défaut.',
    validFrom: null,
    validTo: null,
  },
];

/** Due to nobody by a text: what the hub asks of itself. */
export const LIGNES_HUB: readonly LigneEcheance[] = [
  {
    regle: 'U1',
    intitule: 'Revue d’un accès ouvert en urgence, par une autre personne',
    declencheur: 'ouverture de l’accès',
    duree: { heures: 72 },
    base: 'heures',
    report: 'AUCUN',
    acteur: 'PRESIDENT_CONSEIL_DEPARTEMENTAL',
    notifies: [],
    alertes: [{ heures: 24 }],
    effetSiManque: null,
    article: 'RGPD, art. 5-2 et 32',
    source: 'Proposition du hub',
    reserve: 'aucun texte ne fixe ce délai ; soixante-douze heures.',
    validFrom: null,
    validTo: null,
  },
  {
    regle: 'U2',
    intitule: 'Information de l’enfant et des titulaires de l’autorité parentale sur le rapport et ses suites',
    declencheur: 'décision du président du conseil départemental sur le rapport',
    duree: { jours: 15 },
    base: 'calendaire',
    report: 'AUCUN',
    acteur: 'PRESIDENT_CONSEIL_DEPARTEMENTAL',
    notifies: ['ENFANT', 'PARENTS'],
    alertes: ALERTES_QUINZAINE,
    effetSiManque: null,
    article: 'CASF, art. D. 226-2-7, III',
    source: 'Proposition du hub ; le texte veut l’information, sans délai chiffré',
    reserve: 'aucun texte ne fixe ce délai ; quinze jours, pour rappel.',
    validFrom: null,
    validTo: null,
  },
  {
    regle: 'U3',
    intitule: 'Revue d’une protection du lieu où vit l’enfant : la confirmer, ou la lever à deux',
    declencheur: 'protection posée, ou confirmée',
    duree: { mois: 6 },
    base: 'calendaire',
    report: 'AUCUN',
    acteur: 'PRESIDENT_CONSEIL_DEPARTEMENTAL',
    notifies: [],
    effetSiManque: null,
    article: 'Code civil, art. 515-12',
    source: 'Proposition du hub',
    reserve:
      'le texte fixe la durée de l’ordonnance de protection, non celle d’un dossier ; six mois, et la protection reste en vigueur passé ce terme.',
    validFrom: null,
    validTo: null,
  },
];
