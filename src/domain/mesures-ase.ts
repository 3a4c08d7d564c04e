import { ajouterDuree, type Duree, type Jour } from './calendar';
import { enVigueur, type FinDeDroit, type RegleEcheance } from './deadlines';
import { anniversaire, termeJeuneMajeur } from './jeunes-majeurs';

interface RegleMesure {
  readonly libelle: string;
  readonly base: 'administrative' | 'judiciaire' | 'urgence';
  readonly article: string;
  /** Longest time between two decisions; `null` when the text has none. */
  readonly maximum: Duree | null;
  /** The service owes a report to the judge (J8), or the one that the judge ordered (J18). */
  readonly rapport: 'J8' | 'J18' | null;
  /** The child leaves home for a place that must hold an agrément or an authorisation. */
  readonly agrement: boolean;
  /** Projet pour l'enfant, due three months after the start (CASF D223-12; financial aid excepted). */
  readonly projet: boolean;
  /** To the ASE itself: it owes the reports (CASF L223-5), the commission examines the child's status (L223-1 al. 5). */
  readonly confieAse: boolean;
}

const UN_AN = { annees: 1 } as const;
const administrative = (libelle: string, article: string, plus: Partial<RegleMesure> = {}): RegleMesure => ({
  ...{ libelle, article, base: 'administrative', maximum: UN_AN, rapport: null, agrement: false, projet: true },
  confieAse: false,
  ...plus,
});
const judiciaire = (libelle: string, article: string, plus: Partial<RegleMesure> = {}): RegleMesure => ({
  ...{ libelle, article, base: 'judiciaire', maximum: { annees: 2 }, rapport: 'J8', agrement: false, projet: true },
  confieAse: false,
  ...plus,
});
const urgence = (libelle: string, article: string): RegleMesure => ({
  ...{ libelle, article, base: 'urgence', maximum: null, rapport: null, agrement: true, projet: false },
  confieAse: false,
});

/** What the ASE carries out for a child: who decides, for how long, what is then due. */
export const MESURES_ASE = {
  AIDE_FINANCIERE: administrative('Aide financière', 'CASF L222-3', { projet: false }),
  TISF: administrative("Technicien de l'intervention sociale et familiale", 'CASF L222-3'),
  AESF: administrative('Accompagnement en économie sociale et familiale', 'CASF L222-3'),
  AED: administrative('Action éducative à domicile', 'CASF L222-3'),
  ACCUEIL_DE_JOUR: administrative('Accueil de jour', 'CASF L222-4-2'),
  ACCUEIL_PROVISOIRE: administrative('Accueil provisoire, par contrat', 'CASF L222-5 1°', {
    agrement: true,
    confieAse: true,
  }),
  ACCUEIL_PARENT_ENFANT: administrative('Accueil mère ou père et enfant', 'CASF L222-5 4°', { agrement: true }),
  TIERS_DURABLE_BENEVOLE: administrative('Accueil durable et bénévole par un tiers', 'CASF L221-2-1'),
  JEUNE_MAJEUR: administrative("Jeune majeur, jusqu'à 21 ans", 'CASF L222-5 5°'),
  MJIE: judiciaire("Mesure judiciaire d'investigation éducative", 'CPC 1183', {
    maximum: { mois: 6 },
    rapport: 'J18',
    projet: false,
  }),
  AEMO: judiciaire('Action éducative en milieu ouvert', 'C. civ. 375-2'),
  AEMO_RENFORCEE: judiciaire('Action éducative en milieu ouvert renforcée ou intensifiée', 'C. civ. 375-2', {
    maximum: UN_AN,
  }),
  PLACEMENT_AUTRE_PARENT: judiciaire("Enfant confié à l'autre parent", 'C. civ. 375-3 1°'),
  PLACEMENT_TIERS_DIGNE: judiciaire('Enfant confié à un proche ou à un tiers digne de confiance', 'C. civ. 375-3 2°'),
  PLACEMENT_ASE: judiciaire("Enfant confié à l'aide sociale à l'enfance", 'C. civ. 375-3 3°', {
    agrement: true,
    confieAse: true,
  }),
  PLACEMENT_SERVICE_HABILITE: judiciaire('Enfant confié à un service ou établissement habilité', 'C. civ. 375-3 4°', {
    agrement: true,
  }),
  PLACEMENT_ETAB_SANITAIRE_EDUCATIF: judiciaire(
    "Enfant confié à un service ou établissement sanitaire ou d'éducation",
    'C. civ. 375-3 5°',
    { agrement: true },
  ),
  PLACEMENT_A_DOMICILE: judiciaire('Placement à domicile (base légale discutée)', 'C. civ. 375-3'),
  ACCUEIL_URGENCE: urgence("Recueil en urgence, représentant légal empêché ou s'y opposant", 'CASF L223-2'),
  ACCUEIL_72H: urgence('Accueil, 72 heures au plus, du mineur qui a quitté son domicile', 'CASF L223-2 al. 5'),
  ACCUEIL_MNA: urgence("Accueil provisoire d'urgence d'un mineur non accompagné", 'CASF L221-2-4, R221-11'),
} as const satisfies Record<string, RegleMesure>;
export type NatureMesure = keyof typeof MESURES_ASE;

export const ETATS_MESURE_ASE = {
  EN_COURS: 'En cours',
  TERMINEE: 'Terminée',
} as const;
export type EtatMesureAse = keyof typeof ETATS_MESURE_ASE;

export function estNatureMesure(nature: string): nature is NatureMesure {
  return Object.hasOwn(MESURES_ASE, nature);
}

export function regleMesure(nature: NatureMesure): RegleMesure {
  return MESURES_ASE[nature];
}

/** The judge decides where the child lives (C. civ. 375-3): an emergency intake has no more object. */
const PLACEMENTS: readonly NatureMesure[] = [
  ...(['PLACEMENT_AUTRE_PARENT', 'PLACEMENT_TIERS_DIGNE', 'PLACEMENT_ASE', 'PLACEMENT_SERVICE_HABILITE'] as const),
  ...(['PLACEMENT_ETAB_SANITAIRE_EDUCATIF', 'PLACEMENT_A_DOMICILE'] as const),
];

export function estPlacement(nature: NatureMesure): boolean {
  return PLACEMENTS.includes(nature);
}

export function naturesDe(base: RegleMesure['base']): NatureMesure[] {
  return (Object.keys(MESURES_ASE) as NatureMesure[]).filter((nature) => regleMesure(nature).base === base);
}

function avant(jour: Jour, naissance: Jour | null, ans: number): boolean {
  return naissance !== null && jour < anniversaire(naissance, ans);
}

/**
 * Which report is due after that day: every six months under two years, under three when entrusted to the ASE, yearly
 * otherwise (C. civ. 375 last al.; CASF L223-5). An unknown age counts as the older: no text shortens it.
 */
export function rapportDu(nature: NatureMesure, naissance: Jour | null, le: Jour): RegleEcheance | null {
  const { rapport } = regleMesure(nature);
  if (rapport !== 'J8') return rapport;
  if (avant(le, naissance, 2)) return 'J8_MOINS_2_ANS';
  const confieAseMoinsDe3Ans = nature === 'PLACEMENT_ASE' && avant(le, naissance, 3);
  return confieAseMoinsDe3Ans && enVigueur('J8_ASE_MOINS_3_ANS', le) ? 'J8_ASE_MOINS_3_ANS' : 'J8';
}

/** The last day that the law allows for a measure that starts, or starts again, that day. */
export function termeMaximal(
  nature: NatureMesure,
  debut: Jour,
  naissance: Jour | null,
  finAnneeScolaire: Jour | null = null,
): Jour | null {
  const { maximum } = regleMesure(nature);
  const parDuree = maximum === null ? null : ajouterDuree(debut, maximum);
  const parAge = naissance === null ? null : ageLimite(nature, naissance, finAnneeScolaire);
  if (parDuree === null || parAge === null) return parDuree ?? parAge;
  return parDuree < parAge ? parDuree : parAge;
}

function ageLimite(nature: NatureMesure, naissance: Jour, finAnneeScolaire: Jour | null): Jour {
  return estJeuneMajeur(nature) ? termeJeuneMajeur(naissance, finAnneeScolaire) : anniversaire(naissance, 18);
}

/**
 * The day on which the law itself has ended a measure: the 18th birthday (C. civ. 375), the 21st of a young adult, or
 * the day after a school year that goes beyond it (CASF L222-5).
 */
export function finDeDroit(nature: NatureMesure, naissance: Jour, terme: Jour | null): Jour {
  const limite = anniversaire(naissance, estJeuneMajeur(nature) ? 21 : 18);
  return estJeuneMajeur(nature) && terme !== null && terme > limite ? ajouterDuree(terme, { jours: 1 }) : limite;
}

/** Why the law has ended it, as its record says. */
export function motifDeFinDeDroit(nature: NatureMesure): string {
  if (estJeuneMajeur(nature)) return 'Vingt et un ans, ou fin de l’année scolaire engagée (CASF L222-5)';
  return `Majorité (${regleMesure(nature).base === 'judiciaire' ? 'C. civ. 375' : 'CASF L222-5'})`;
}

/** The same, with why; none while the birth is unknown. */
export function finLegale(nature: NatureMesure, naissance: Jour | null, terme: Jour | null): FinDeDroit | undefined {
  if (naissance === null) return undefined;
  return { jour: finDeDroit(nature, naissance, terme), motif: motifDeFinDeDroit(nature) };
}

/** The examination of the child's status that is due in any case: every six months under three (CASF L223-1 al. 5). */
export function examenDu(nature: NatureMesure, naissance: Jour | null, le: Jour): RegleEcheance | null {
  return regleMesure(nature).confieAse && avant(le, naissance, 3) ? 'A10_MOINS_3_ANS' : null;
}

/** A change of the place of stay, and the clock of what is then told to the judge (J20, CASF L223-3). */
export const CHANGEMENTS_LIEU = {
  PREVU: { libelle: 'Prévu : le juge est informé un mois avant', regle: 'J20' },
  URGENCE: { libelle: 'En urgence : le juge est informé dans les 48 heures de la décision', regle: 'J20_URGENCE' },
  FRATRIE: { libelle: "Séparation d'une fratrie : le juge est informé dans les 48 heures", regle: 'J20_FRATRIE' },
} as const satisfies Record<string, { libelle: string; regle: RegleEcheance }>;
export type CasChangement = keyof typeof CHANGEMENTS_LIEU;

/** Who agrees to an administrative measure (CASF L223-2 al. 1); a young adult agrees alone. */
export const QUALITES_ACCORD = {
  MERE: 'Mère, titulaire de l’autorité parentale',
  PERE: 'Père, titulaire de l’autorité parentale',
  TUTEUR: 'Tuteur',
  DELEGATAIRE: 'Délégataire de l’autorité parentale',
  JEUNE: 'Le jeune majeur lui-même',
} as const;
export type QualiteAccord = keyof typeof QUALITES_ACCORD;

/** The contract of an accueil provisoire, between the family and the département (CASF L222-5 1°, L223-5). */
export function contratManquant(nature: string, contrat: string | null | undefined): boolean {
  return nature === 'ACCUEIL_PROVISOIRE' && !contrat?.trim();
}

export const CONTRAT_REQUIS =
  "un accueil provisoire se fait par contrat, dont l'objet et les engagements sont écrits (CASF L222-5 1°, L223-5).";

/** The interview six months after leaving the ASE is owed to a young adult who was in its care (L222-5-2-1). */
export function entretienDeSortie(nature: NatureMesure, naissance: Jour | null, le: Jour): boolean {
  const { base, agrement } = regleMesure(nature);
  const confie = nature === 'JEUNE_MAJEUR' || (agrement && base !== 'urgence');
  return confie && naissance !== null && le >= anniversaire(naissance, 18);
}

export function estJeuneMajeur(nature: NatureMesure): boolean {
  return nature === 'JEUNE_MAJEUR';
}
