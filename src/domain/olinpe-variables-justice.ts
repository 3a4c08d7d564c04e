import type { LigneVariable } from './olinpe-types';

const TEXTE = {
  etat: 'lue',
  source: 'CASF, annexe 2-8-1',
  reserve: 'l’annexe ne nomme pas ses variables : le hub les nomme par leur rang dans le texte.',
} as const;
const PREALABLE = 'I. Informations préalables';
const ENFANT = 'II. Mineur ou majeur de moins de vingt et un ans';
const DECISION = 'III. Décisions et mesures judiciaires';
/** The annexe has words and no codes: they are what is written. */
const mots = (...liste: readonly string[]) => ({ modalites: Object.fromEntries(liste.map((mot) => [mot, mot])) });

/** CASF annexe 2-8-1, as far as it was read: its list of the natures of decision goes on. */
export const VARIABLES_JUSTICE = {
  I_1: { ...TEXTE, libelle: 'Code du département ou de la collectivité (COG)', section: PREALABLE, format: 'XXX' },
  I_2: { ...TEXTE, libelle: 'Identifiant du mineur ou du majeur', section: PREALABLE, format: 'IDENTIFIANT' },
  I_3: {
    ...TEXTE,
    libelle: 'Identifiant antérieur, lors de l’extraction précédente',
    section: PREALABLE,
    format: 'IDENTIFIANT',
  },
  II_1: { ...TEXTE, libelle: 'Sexe', section: ENFANT, ...mots('garçon', 'fille') },
  II_2: { ...TEXTE, libelle: 'Année de naissance', section: ENFANT, format: 'AAAA', inconnu: '9999' },
  II_3: { ...TEXTE, libelle: 'Mois de naissance', section: ENFANT, format: 'MM', inconnu: '99' },
  III_1: { ...TEXTE, libelle: 'Type d’événement', section: DECISION, ...mots('prononcé', 'renouvellement', 'fin') },
  III_2: { ...TEXTE, libelle: 'Mois de la décision', section: DECISION, format: 'AAAA-MM', inconnu: '9999-99' },
  III_3: {
    ...TEXTE,
    libelle: 'Mois du début effectif de la mise en œuvre',
    section: DECISION,
    format: 'AAAA-MM',
    inconnu: '9999-99',
  },
  III_4: { ...TEXTE, libelle: 'Matière', section: DECISION, ...mots('civile', 'pénale') },
  III_5: {
    ...TEXTE,
    libelle: 'Objet de la décision',
    section: DECISION,
    ...mots(
      ...['liberté surveillée préjudicielle', 'réparation pénale', 'mesure d’activité de jour'],
      ...['mesure éducative d’accueil de jour', 'mise sous protection judiciaire', 'liberté surveillée', 'placement'],
      ...['mesure éducative judiciaire provisoire', 'mesure éducative judiciaire'],
      ...['mesure judiciaire d’investigation éducative', 'mesure d’assistance éducative en milieu ouvert'],
    ),
  },
  III_6: {
    ...TEXTE,
    libelle: 'Nature de la décision',
    section: DECISION,
    ...mots(
      ...['arrêt de la cour d’appel', 'arrêt de la cour d’assises', 'jugement du tribunal pour enfants'],
      ...['jugement en chambre du conseil', 'ordonnance du juge des enfants'],
    ),
    reserve: 'la fin de cette liste n’a pas été lue.',
  },
} as const satisfies Record<string, LigneVariable>;
