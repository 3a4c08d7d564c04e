import { ase, crip, juge, parquet } from './event-recipients';
import type { RegleEvenement } from './event-types';

const JUDICIAIRE =
  "mesure ordonnée par un juge : changement de lieu, rapport, fin avant son terme, saisine de la commission d'examen ou son avis";

/** What becomes of the measures that the ASE carries out, and of the children it takes in at once. */
export const EVENEMENTS_ASE = {
  'mesure.modifiee': {
    sujet: 'Mesure',
    priorite: 4,
    destinataires: [
      { qui: ase, pourquoi: "le logiciel de l'ASE suit ses mesures" },
      {
        qui: parquet,
        condition: JUDICIAIRE,
        pourquoi: "le parquet suit la mesure qu'il a requise ; aucun texte ne dit qu'il en soit avisé",
      },
      {
        qui: juge,
        condition: JUDICIAIRE,
        pourquoi: 'CASF L223-3, C. civ. 375 : le juge est informé du lieu et des rapports',
      },
    ],
  },
  'mesure.terminee-de-droit': {
    sujet: 'Mesure',
    priorite: 3,
    destinataires: [
      {
        qui: ase,
        pourquoi:
          "C. civ. 375, CASF L222-5 : la mesure a pris fin à 18 ou 21 ans ; le jeune qui en remplit les conditions est pris en charge, l'entretien suit la sortie",
      },
      {
        qui: juge,
        condition: 'mesure ordonnée par un juge',
        pourquoi: "C. civ. 375 : l'assistance éducative que le juge a ordonnée a pris fin à la majorité",
      },
    ],
  },
  'passage.signale': {
    sujet: 'Mesure',
    priorite: 2,
    destinataires: [
      {
        qui: ase,
        pourquoi:
          "le service qui a la charge de l'enfant sait qu'il est à l'hôpital ; aucun texte ne dit par quelle voie",
      },
    ],
  },
  'accueil-urgence.ouvert': {
    sujet: 'Mesure',
    priorite: 1,
    destinataires: [
      { qui: parquet, pourquoi: "CASF L223-2, R221-11 : le procureur est avisé sans délai de l'accueil en urgence" },
      { qui: crip, pourquoi: "la CRIP sait où est l'enfant avant toute évaluation (CASF L226-3)" },
    ],
  },
  'accueil-urgence.autorite-saisie': {
    sujet: 'Mesure',
    priorite: 1,
    destinataires: [
      {
        qui: parquet,
        obligatoire: true,
        pourquoi: "CASF L223-2, C. civ. 375-5 : faute de retour ou d'accord, le service saisit l'autorité judiciaire",
      },
      { qui: crip, pourquoi: "CASF L226-4 I : la CRIP sait que l'autorité judiciaire est saisie" },
    ],
  },
  'accueil-urgence.prolonge': {
    sujet: 'Mesure',
    priorite: 2,
    destinataires: [{ qui: parquet, pourquoi: 'CASF R221-11 : le procureur est informé de chaque prolongation' }],
  },
} as const satisfies Record<string, RegleEvenement>;
