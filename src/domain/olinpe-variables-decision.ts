import { EXTRAIT, NON_LUE, type LigneVariable } from './olinpe-types';

const DECISIONS = '7. Décisions, mesures et interventions en protection de l’enfance';

/** CASF annexe 2-8, sections 4 b and 7: parental authority, the decision and the measure. */
export const VARIABLES_DECISION = {
  DECISION: {
    ...EXTRAIT,
    libelle: 'Nature de la décision de protection de l’enfance',
    section: DECISIONS,
    modalites: {
      1: 'Décision administrative en protection de l’enfance',
      2: 'Décision judiciaire en protection de l’enfance',
    },
  },
  NATPDECADM: {
    ...EXTRAIT,
    libelle: 'Nature de la décision administrative',
    section: DECISIONS,
    modalites: {
      10: 'Aide à domicile mineur, hors aides financières',
      11: 'Accueil de jour',
      12: 'Accueil 72 heures',
      13: 'Accueil 5 jours',
      14: 'Accueil provisoire du mineur',
      15: 'Pupille de l’État',
      16: 'Accueil parent-enfant (moins de 3 ans)',
      18: 'Autre décision administrative, à préciser',
      19: 'Accueil durable et bénévole chez un tiers',
      20: 'Aide éducative jeune majeur',
      21: 'Accueil provisoire du jeune majeur',
      99: 'Ne sait pas',
    },
    inconnu: '99',
  },
  NATDECASSED: {
    ...EXTRAIT,
    libelle: 'Nature de la décision judiciaire',
    section: DECISIONS,
    modalites: {
      11: 'Mesure d’expertise',
      14: 'Mesure judiciaire d’investigation éducative ou investigation d’orientation éducative ou enquête sociale',
      15: 'Assistance éducative en milieu ouvert',
      16: 'Assistance éducative en milieu ouvert avec hébergement',
      17: 'Décision judiciaire de placement à l’aide sociale à l’enfance',
      18: 'Placement direct',
      19: 'Mesure judiciaire d’aide à la gestion du budget familial',
      21: 'Autre mesure judiciaire, à préciser',
      22: 'Délégation d’autorité parentale à l’aide sociale à l’enfance',
      23: 'Tutelle déférée à l’aide sociale à l’enfance',
      24: 'Protection jeune majeur',
      99: 'Ne sait pas',
    },
    inconnu: '99',
  },
  NATDECPLAC: {
    ...EXTRAIT,
    libelle: 'Si décision judiciaire de placement, nature de la décision',
    section: DECISIONS,
    modalites: {
      1: 'Ordonnance de placement provisoire du juge des enfants',
      2: 'Jugement du juge des enfants',
      3: 'Ordonnance de placement provisoire du parquet',
      9: 'Ne sait pas',
    },
    inconnu: '9',
  },
  TITAP: {
    ...EXTRAIT,
    libelle: 'Titulaire de l’autorité parentale du mineur',
    section: '4 b) Exercice de l’autorité parentale',
    modalites: {
      11: 'Exercice conjoint par les parents vivant ensemble ou séparément',
      30: 'Exclusivement par le père',
      40: 'Exclusivement par la mère',
      50: 'Autre membre de la famille',
      60: 'Autre particulier sans lien familial',
      70: 'Président du conseil départemental',
      80: 'Préfet',
      90: 'Établissement',
      99: 'Ne sait pas',
    },
    inconnu: '99',
  },
  TYPINTERDOM: { ...NON_LUE, libelle: 'Type d’intervention à domicile (n° 91)', section: DECISIONS },
  DATDECMIN: { ...NON_LUE, libelle: 'DATDECMIN (n° 103) : libellé non lu', section: DECISIONS },
  MOTFININT: { ...NON_LUE, libelle: 'Motif de la fin de l’intervention', section: DECISIONS },
} as const satisfies Record<string, LigneVariable>;
