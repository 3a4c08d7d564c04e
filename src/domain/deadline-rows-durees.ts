import { CODE_CIVIL, C_CIV_375, C_CIV_375_2, C_CIV_375_7, C_CIV_375_AVANT_2022 } from './deadline-sources';
import type { LigneEcheance } from './deadline-types';

const FIN = {
  declencheur: 'décision au fond du juge des enfants',
  renouvelable: 'SANS_LIMITE',
  finitAvecLaMesure: true,
  report: 'AUCUN',
  acteur: 'JUGE_DES_ENFANTS',
  notifies: ['ASE', 'PARTIES'],
  effetSiManque: 'La mesure cesse à sa date, sauf renouvellement par décision motivée.',
  article: 'Code civil, art. 375',
} as const;

const MESURE = {
  ...FIN,
  regle: 'J6',
  intitule: 'Fin de la mesure d’assistance éducative',
  duree: { annees: 2 },
  dureeFixee: 'FACULTATIF',
} as const;

const ACCUEIL_LONG = {
  ...FIN,
  regle: 'J6_LONGUE',
  intitule: 'Fin de l’accueil de plus de deux ans, parents en difficulté grave, sévère et chronique',
  duree: { annees: 2 },
  dureeFixee: 'REQUIS',
  maximum: null,
} as const;

const CHEZ_UN_PROCHE = {
  ...FIN,
  regle: 'J6_PROCHE',
  intitule: 'Fin de l’accueil chez l’autre parent, un membre de la famille ou un tiers digne de confiance',
  duree: { annees: 2 },
} as const;

/** How long a measure may last: J6, J7, J10. */
export const LIGNES_DUREES: readonly LigneEcheance[] = [
  { ...CODE_CIVIL, ...C_CIV_375, ...MESURE },
  { ...CODE_CIVIL, ...C_CIV_375_AVANT_2022, ...MESURE },
  { ...CODE_CIVIL, ...C_CIV_375, ...CHEZ_UN_PROCHE, dureeFixee: 'FACULTATIF' },
  // « Lorsqu'il s'agit d'une mesure éducative exercée par un service ou une institution »: nobody else was bound.
  { ...CODE_CIVIL, ...C_CIV_375_AVANT_2022, ...CHEZ_UN_PROCHE, dureeFixee: 'REQUIS', maximum: null },
  { ...CODE_CIVIL, ...C_CIV_375, ...ACCUEIL_LONG },
  { ...CODE_CIVIL, ...C_CIV_375_AVANT_2022, ...ACCUEIL_LONG },
  {
    ...CODE_CIVIL,
    ...C_CIV_375_2,
    regle: 'J7',
    finitAvecLaMesure: true,
    intitule: 'Fin de l’action éducative en milieu ouvert renforcée ou intensifiée',
    declencheur: 'décision du juge des enfants',
    duree: { annees: 1 },
    dureeFixee: 'FACULTATIF',
    renouvelable: 'SANS_LIMITE',
    report: 'AUCUN',
    acteur: 'JUGE_DES_ENFANTS',
    notifies: ['ASE', 'PARTIES'],
    effetSiManque: 'La mesure cesse à sa date, sauf renouvellement.',
    article: 'Code civil, art. 375-2',
  },
  {
    ...CODE_CIVIL,
    ...C_CIV_375_7,
    regle: 'J10',
    finitAvecLaMesure: true,
    intitule: 'Fin de l’interdiction de sortie du territoire ordonnée par le juge des enfants',
    declencheur: 'décision du juge des enfants',
    duree: { annees: 2 },
    dureeFixee: 'FACULTATIF',
    extinctif: true,
    report: 'AUCUN',
    acteur: 'JUGE_DES_ENFANTS',
    notifies: ['POLICE_AUX_FRONTIERES'],
    effetSiManque: 'L’interdiction prend fin.',
    article: 'Code civil, art. 375-7',
  },
];
