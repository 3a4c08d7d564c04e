import { EXTRAIT, NON_LUE, RECEPTION, type LigneVariable } from './olinpe-types';

const PREALABLE = '1. Informations préalables';
const ENFANT = '2. Mineur ou majeur de moins de vingt et un ans';

/** CASF annexe 2-8, sections 1 and 2: who sends, the pseudonym, the event, the child. */
export const VARIABLES_ENFANT = {
  NUMDEP: {
    ...EXTRAIT,
    libelle: 'Département ou collectivité, code officiel géographique',
    section: PREALABLE,
    format: 'XXX',
    reserve: 'le texte dit trois caractères : le hub complète par des zéros à gauche, ce que le guide doit confirmer.',
  },
  NUMANONYM: {
    ...EXTRAIT,
    libelle: 'Pseudonyme du mineur ou du majeur de moins de vingt et un ans (D226-3-4)',
    section: PREALABLE,
    format: 'IDENTIFIANT',
    reserve:
      'la réception attend quarante chiffres hexadécimaux ; le chiffrement et la clé qu’elle attend n’ont pas été lus.',
  },
  NUMANONYMANT: {
    ...EXTRAIT,
    libelle: 'Pseudonyme antérieur',
    section: PREALABLE,
    format: 'IDENTIFIANT',
    reserve: 'écrit quand la clé du pseudonyme a tourné ; une identité corrigée n’y laisse pas de trace.',
  },
  TYPEV: {
    ...EXTRAIT,
    libelle: 'Type d’événement',
    section: PREALABLE,
    modalites: { 1: 'Mesure ou prestation', 2: 'Renouvellement', 3: 'Fin' },
  },
  SEXE: {
    ...EXTRAIT,
    libelle: 'Sexe',
    section: ENFANT,
    modalites: { 1: 'Garçon', 2: 'Fille', 9: 'Ne sait pas' },
    inconnu: '9',
  },
  ANAIS: { ...EXTRAIT, libelle: 'Année de naissance', section: ENFANT, format: 'AAAA', inconnu: '9999' },
  MNAIS: { ...EXTRAIT, libelle: 'Mois de naissance', section: ENFANT, format: 'MM', inconnu: '99' },
  MODACC: {
    ...EXTRAIT,
    libelle: 'Mode d’accueil, avant six ans, de l’enfant qui n’est pas scolarisé',
    section: ENFANT,
    modalites: {
      1: 'Parent',
      2: 'Autre adulte du domicile',
      3: 'Établissement d’accueil du jeune enfant',
      4: 'Assistante maternelle',
      5: 'Membre de la famille',
      6: 'Autre',
      9: 'Ne sait pas',
    },
    inconnu: '9',
  },
  SCODTCOM: {
    ...EXTRAIT,
    libelle: 'Scolarisé en milieu ordinaire',
    section: ENFANT,
    modalites: { 1: 'Non', 2: 'Oui', 9: 'Ne sait pas' },
    inconnu: '9',
  },
  NIVSCO: { ...NON_LUE, libelle: 'Niveau scolaire', section: ENFANT },
} as const satisfies Record<string, LigneVariable>;

const DATES = '7. Décisions, mesures et interventions en protection de l’enfance';

export const VARIABLES_DATES = {
  DATDECPE: { ...RECEPTION, libelle: 'Date de la décision de protection', section: DATES },
  DATDEB: { ...RECEPTION, libelle: 'Date de début', section: DATES },
  DATFIN: { ...RECEPTION, libelle: 'Date de fin', section: DATES },
} as const satisfies Record<string, LigneVariable>;
