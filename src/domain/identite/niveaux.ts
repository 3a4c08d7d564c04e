/** How two writings of a trait may stand to one another, from the closest, and what a person reads of it. */
export const NIVEAUX = {
  nom: {
    IDENTIQUE: 'Nom de naissance identique',
    USAGE: 'Nom de naissance de l’un, nom d’usage de l’autre',
    PARTIE: 'Une partie d’un nom composé, ou une particule de moins',
    SON: 'Noms qui se prononcent de même, ou à une lettre près',
    DIFFERENT: 'Noms différents',
  },
  prenoms: {
    TOUS: 'Tous les prénoms identiques',
    PREMIER: 'Premier prénom identique, les autres non comparables',
    AUTRES_DIFFERENTS: 'Premier prénom identique, les suivants différents',
    ORDRE: 'Le premier prénom de l’un est un autre prénom de l’autre',
    DIMINUTIF: 'Un prénom et son diminutif',
    PARTIE: 'Une partie d’un prénom composé',
    SON: 'Premiers prénoms qui se prononcent de même, ou à une lettre près',
    DIFFERENT: 'Premiers prénoms différents',
  },
  date: {
    IDENTIQUE: 'Date de naissance identique',
    INVERSEE: 'Jour et mois de naissance échangés',
    PROCHE: 'Dates de naissance à un chiffre près',
    DIFFERENTE: 'Dates de naissance différentes',
    AGE: 'Âge approximatif compatible',
    AGE_ECARTE: 'Âge approximatif incompatible',
  },
  sexe: { IDENTIQUE: 'Sexe identique', DIFFERENT: 'Sexe différent' },
  lieu: {
    IDENTIQUE: 'Commune de naissance identique',
    DEPARTEMENT: 'Communes de naissance du même département',
    DIFFERENT: 'Communes de naissance différentes',
  },
  domicile: {
    ADRESSE: 'Même adresse',
    COMMUNE: 'Même commune de résidence',
    DIFFERENT: 'Domiciles différents',
  },
  parents: { COMMUN: 'Au moins un parent du même nom', DIFFERENTS: 'Aucun parent du même nom' },
  ecole: { IDENTIQUE: 'Même école', DIFFERENTE: 'Écoles différentes' },
  numero: {
    IDENTIQUE: 'Même numéro de dossier dans le même établissement',
    AUTRE: 'Deux numéros de dossier dans le même établissement',
  },
} as const satisfies Record<string, Record<string, string>>;

export type Trait = keyof typeof NIVEAUX;
export type Niveau<T extends Trait> = keyof (typeof NIVEAUX)[T];
export const TRAITS = Object.keys(NIVEAUX) as readonly Trait[];

/** What a waterfall calls each trait. */
export const LIBELLES: Readonly<Record<Trait, string>> = {
  nom: 'Nom',
  prenoms: 'Prénoms',
  date: 'Naissance',
  sexe: 'Sexe',
  lieu: 'Lieu de naissance',
  domicile: 'Domicile',
  parents: 'Parents',
  ecole: 'École',
  numero: 'Numéro de dossier',
};

/** The level of each trait; null where one of the two does not say it. */
export type Comparaison = { readonly [T in Trait]: Niveau<T> | null };

/** How often a level is found among pairs of one child (m), and among pairs of two children (u). */
export interface Frequences {
  readonly m: number;
  readonly u: number;
}

/** What a level adds to the score: the logarithm of how much likelier it is in one child than in two, to the hundredth. */
export function bits({ m, u }: Frequences): number {
  return Math.round(100 * Math.log2(m / u)) / 100;
}

export type Table = { readonly [T in Trait]: Readonly<Record<Niveau<T>, Frequences>> };
