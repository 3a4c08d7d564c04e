import { ase, crip, destinataire, juge, parquet } from './event-recipients';
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
  'mesure.transferee': {
    sujet: 'Mesure',
    priorite: 3,
    destinataires: [
      {
        qui: juge,
        condition: 'mesure ordonnée par un juge',
        pourquoi: 'C. civ. 375-7, CASF L221-3 : le juge sait quelle collectivité met sa décision en œuvre',
      },
      {
        qui: parquet,
        condition: 'mesure ordonnée par un juge',
        pourquoi: "le parquet suit la mesure qu'il a requise ; aucun texte ne dit qu'il en soit avisé",
      },
    ],
  },
  'mesure.transfert-non-abouti': {
    sujet: 'Mesure',
    priorite: 3,
    destinataires: [{ qui: ase, pourquoi: 'CASF L221-3 : la mesure est restée ici, l’ASE la transmet autrement' }],
  },
  'mesure.transfert-en-attente': {
    sujet: 'Mesure',
    priorite: 3,
    destinataires: [
      {
        qui: ase,
        pourquoi: 'CASF R221-7 : « dans les meilleurs délais » ; l’ASE sait que l’autre hub ne répond pas',
      },
    ],
  },
  'dossier.transfere': {
    sujet: 'TransfertInterdepartemental',
    priorite: 2,
    destinataires: [
      {
        qui: ase,
        pourquoi: "CASF L221-3 : la collectivité d'arrivée est informée, et les documents lui sont transmis",
      },
      { qui: crip, pourquoi: "CASF L221-3, L226-3 : la CRIP d'arrivée sait que l'enfant vit chez elle" },
      { qui: destinataire, pourquoi: "la CRIP d'origine sait que le dossier est parti (CASF L226-3)" },
    ],
  },
  'renseignements.demandes': {
    sujet: 'DemandeRenseignements',
    priorite: 4,
    destinataires: [
      {
        qui: crip,
        obligatoire: true,
        pourquoi: 'CASF L221-3 al. 3 : la collectivité interrogée transmet ce qu’elle sait',
      },
    ],
  },
  'renseignements.repondus': {
    sujet: 'DemandeRenseignements',
    priorite: 4,
    destinataires: [{ qui: destinataire, pourquoi: 'CASF L221-3 al. 3 : la réponse revient à qui l’a demandée' }],
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
