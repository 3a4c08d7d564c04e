import { CASF, R221_11 } from './deadline-sources';
import { ALERTES_SEMAINE, type LigneEcheance } from './deadline-types';

const DEPARTEMENT = {
  ...CASF,
  report: 'NON_CONFIRME',
  acteur: 'PRESIDENT_CONSEIL_DEPARTEMENTAL',
  effetSiManque: null,
} as const;

const STATUT = {
  ...DEPARTEMENT,
  notifies: ['JUGE_DES_ENFANTS', 'PARENTS'],
  renouvelable: 'SANS_LIMITE',
  article: 'CASF, art. L. 223-1, al. 5',
} as const;

const MISE_A_L_ABRI = {
  ...DEPARTEMENT,
  ...R221_11,
  declencheur: 'premier jour de la prise en charge de la personne se présentant comme mineur non accompagné',
  // « À compter du premier jour de la prise en charge »: the shorter reading, day one included.
  premierJourCompte: true,
  notifies: ['PROCUREUR'],
  alertes: ALERTES_SEMAINE,
  article: 'CASF, art. R. 221-11',
  source: 'CASF, art. R. 221-11 issu du décret n° 2023-1240',
  reserve:
    'le texte compte « à compter du premier jour de la prise en charge » : ce jour est compté, lecture la plus courte.',
} as const;

const AGREMENT = {
  ...DEPARTEMENT,
  declencheur: 'demande d’agrément',
  notifies: ['DEMANDEUR'],
  extinctif: true,
  effetSiManque: 'L’agrément est acquis.',
  article: 'CASF, art. L. 421-6',
} as const;

/** Following a child and those who take it in: A6, A10 to A13. */
export const LIGNES_SUIVI: readonly LigneEcheance[] = [
  {
    ...DEPARTEMENT,
    regle: 'A6',
    intitule: 'Projet pour l’enfant',
    declencheur: 'début de la prestation ou de la mesure, hors aide financière',
    duree: { mois: 3 },
    notifies: ['ENFANT', 'PARENTS'],
    article: 'CASF, art. L. 223-1-1, D. 223-12 et D. 223-13',
  },
  {
    ...STATUT,
    regle: 'A10',
    intitule: 'Examen de la situation de l’enfant par la commission (risque de délaissement, statut inadapté)',
    declencheur: 'risque relevé, la première année de prise en charge étant révolue, ou examen précédent',
    duree: { annees: 1 },
    reserve: 'l’examen est dû pour un enfant confié depuis plus d’un an ; son rythme annuel reste à vérifier.',
  },
  {
    ...STATUT,
    regle: 'A10_MOINS_3_ANS',
    intitule: 'Examen de la situation de l’enfant de moins de trois ans par la commission',
    declencheur: 'début de la prise en charge, ou examen précédent',
    duree: { mois: 6 },
  },
  {
    ...DEPARTEMENT,
    regle: 'A11',
    intitule: 'Entretien avant la majorité',
    declencheur: 'naissance de l’enfant',
    duree: { annees: 17 },
    dureeEnClair: 'au plus tard un an avant les dix-huit ans, soit dix-sept ans après la naissance',
    droitDuTerme: true,
    report: 'AUCUN',
    notifies: ['JEUNE'],
    article: 'CASF, art. L. 222-5-1',
  },
  {
    ...DEPARTEMENT,
    regle: 'A11_SORTIE',
    intitule: 'Entretien après la sortie de l’ASE',
    declencheur: 'sortie de l’aide sociale à l’enfance',
    duree: { mois: 6 },
    notifies: ['JEUNE'],
    article: 'CASF, art. L. 222-5-2-1',
  },
  {
    ...MISE_A_L_ABRI,
    regle: 'A12',
    intitule: 'Fin de l’accueil provisoire d’urgence d’un mineur non accompagné',
    duree: { jours: 5 },
    renouvelable: 2,
  },
  {
    ...MISE_A_L_ABRI,
    regle: 'A12_AVIS',
    intitule: 'Information sans délai du procureur de l’accueil, et de chaque prolongation',
    declencheur: 'premier jour de la prise en charge, ou prolongation',
    duree: {},
    report: 'AUCUN',
    alertes: [],
    source: CASF.source,
    reserve: 'la date de l’acte à signaler fait courir cette information ; aucun délai chiffré dans le texte.',
  },
  {
    ...MISE_A_L_ABRI,
    regle: 'A12_PROLONGATION_1',
    intitule: 'Fin de l’accueil provisoire d’urgence prolongé une fois',
    duree: { jours: 10 },
    dureeEnClair: 'cinq jours, prolongés une fois de la même durée',
  },
  {
    ...MISE_A_L_ABRI,
    regle: 'A12_PROLONGATION_2',
    intitule: 'Fin de l’accueil provisoire d’urgence prolongé deux fois',
    duree: { jours: 15 },
    dureeEnClair: 'cinq jours, prolongés deux fois de la même durée',
  },
  {
    ...AGREMENT,
    regle: 'A13',
    intitule: 'Décision sur la demande d’agrément d’assistant familial',
    duree: { mois: 4 },
  },
  {
    ...AGREMENT,
    regle: 'A13_PROLONGE',
    intitule: 'Décision sur la demande d’agrément d’assistant familial, délai prolongé par décision motivée',
    duree: { mois: 6 },
    dureeEnClair: 'quatre mois, prolongés de deux mois',
  },
  {
    ...DEPARTEMENT,
    regle: 'A13_COMMISSION',
    intitule: 'Information de l’assistant familial avant la commission qui examine le retrait ou la restriction',
    declencheur: 'réunion de la commission consultative paritaire',
    duree: { jours: 15 },
    avant: true,
    report: 'AUCUN',
    notifies: ['DEMANDEUR'],
    article: 'CASF, art. L. 421-6 et R. 421-23',
    source: 'CASF, partie réglementaire, état de 2015',
    reserve: 'l’article R. 421-23 a été lu dans son état de 2015.',
  },
  {
    ...DEPARTEMENT,
    regle: 'A13_RENOUVELLEMENT',
    intitule: 'Lettre à l’assistant familial dont l’agrément est à renouveler',
    declencheur: 'dernier jour de l’agrément',
    duree: { mois: 4 },
    avant: true,
    report: 'AUCUN',
    notifies: ['DEMANDEUR'],
    article: 'CASF, art. D. 421-19',
    source: 'CASF, partie réglementaire, état de 2015',
    reserve: 'l’article D. 421-19 a été lu dans son état de 2015.',
  },
  {
    ...DEPARTEMENT,
    regle: 'A13_INJONCTION',
    intitule: 'Demande de renouvellement de son autorisation par l’établissement',
    declencheur: 'injonction de l’autorité, un an au moins avant la fin de l’autorisation',
    duree: { mois: 6 },
    acteur: 'DEMANDEUR',
    notifies: ['PRESIDENT_CONSEIL_DEPARTEMENTAL'],
    effetSiManque: 'L’autorisation prend fin à son terme.',
    article: 'CASF, art. L. 313-5',
  },
  {
    ...AGREMENT,
    regle: 'A13_AUTORISATION',
    intitule: 'Réponse à la demande de renouvellement de l’autorisation',
    declencheur: 'demande de renouvellement enjointe à l’établissement',
    duree: { mois: 6 },
    effetSiManque: 'L’autorisation est renouvelée.',
    article: 'CASF, art. L. 313-5',
  },
];
