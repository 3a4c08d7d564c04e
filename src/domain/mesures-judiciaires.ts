import { ajouterDuree, type Duree, type Jour } from './calendar';
import type { FinDeDroit, RegleEcheance } from './deadline-types';
import { echeanceDe } from './deadlines';
import { majorite } from './minorite';

/** What a decision does to the measures of the child. */
type Effet = 'OUVRE' | 'RENOUVELLE' | 'TERMINE' | 'AUCUN';

interface LigneDecision {
  readonly libelle: string;
  readonly article: string;
  readonly effet: Effet;
  /** Deadline whose text bounds the length that the decision may state; `null` when it states none. */
  readonly duree: RegleEcheance | null;
  /** The decision must state a length (C. civ. 375 al. 3). */
  readonly dureeRequise?: true;
  /** Deadline of its end, that the decision itself opens. */
  readonly terme: RegleEcheance | null;
  /** C. civ. 375-3: the child leaves the parent with whom it lives. */
  readonly accueil?: true;
  /** The judge names who carries it out: a person or a service to help and advise the family (C. civ. 375-2). */
  readonly serviceDesigne?: true;
  /** A service or an institution takes it in: longer than two years, for parents in grave difficulty (C. civ. 375 al. 4). */
  readonly parService?: true;
  /** Since that day, the family or a third party is considered first, and the child heard (C. civ. 375-3). */
  readonly evaluationTiersDepuis?: Jour;
  /** What is still to be checked, in one sentence. */
  readonly reserve?: string;
}

const EDUCATIVE = { effet: 'OUVRE', duree: 'J6', dureeRequise: true, terme: 'J6' } as const;
const CHEZ_UN_PROCHE = { ...EDUCATIVE, duree: 'J6_PROCHE', terme: 'J6_PROCHE', accueil: true } as const;
const PAR_SERVICE = {
  ...EDUCATIVE,
  accueil: true,
  parService: true,
  evaluationTiersDepuis: '2022-02-09',
} as const;
const SANS_DUREE = { duree: null, terme: null } as const;

/** What a juge des enfants may decide, and the article that lets him (codes of the hub, domain § 2.5). */
export const NATURES_DECISION = {
  AEMO: {
    ...EDUCATIVE,
    libelle: 'Action éducative en milieu ouvert',
    article: 'C. civ. 375-2',
    serviceDesigne: true,
  },
  AEMO_RENFORCEE: {
    ...EDUCATIVE,
    libelle: 'Action éducative en milieu ouvert renforcée ou intensifiée',
    article: 'C. civ. 375-2',
    duree: 'J7',
    terme: 'J7',
    serviceDesigne: true,
  },
  PLACEMENT_AUTRE_PARENT: { ...CHEZ_UN_PROCHE, libelle: "Placement chez l'autre parent", article: 'C. civ. 375-3 1°' },
  PLACEMENT_TIERS_DIGNE: {
    ...CHEZ_UN_PROCHE,
    libelle: 'Placement chez un membre de la famille ou un tiers digne de confiance',
    article: 'C. civ. 375-3 2°',
  },
  PLACEMENT_ASE: {
    ...PAR_SERVICE,
    libelle: "Placement à l'aide sociale à l'enfance",
    article: 'C. civ. 375-3 3°',
  },
  PLACEMENT_SERVICE_HABILITE: {
    ...PAR_SERVICE,
    libelle: 'Placement dans un service ou établissement habilité',
    article: 'C. civ. 375-3 4°',
  },
  PLACEMENT_ETAB_SANITAIRE_EDUCATIF: {
    ...PAR_SERVICE,
    libelle: "Placement dans un établissement sanitaire ou d'éducation",
    article: 'C. civ. 375-3 5°',
  },
  PLACEMENT_A_DOMICILE: {
    ...EDUCATIVE,
    libelle: 'Placement à domicile',
    article: 'C. civ. 375-2 ou 375-3',
    serviceDesigne: true,
    reserve: 'base légale discutée : mesure de milieu ouvert ou placement, selon les juridictions.',
  },
  MJIE: {
    libelle: "Mesure judiciaire d'investigation éducative",
    article: 'CPC 1183',
    effet: 'OUVRE',
    duree: 'J18',
    terme: null,
    reserve: "la durée de six mois vient de l'arrêté du 2 février 2011, qui n'a pas été lu.",
  },
  MEDIATION_FAMILIALE: { ...SANS_DUREE, libelle: 'Médiation familiale', article: 'C. civ. 375-4-1', effet: 'AUCUN' },
  IST: {
    libelle: 'Interdiction de sortie du territoire',
    article: 'C. civ. 375-7',
    effet: 'AUCUN',
    duree: 'J10',
    terme: 'J10',
  },
  NON_LIEU: {
    ...SANS_DUREE,
    libelle: 'Non-lieu à assistance éducative',
    article: 'C. civ. 375',
    effet: 'TERMINE',
    reserve: "aucun texte lu ne nomme le non-lieu : il suit de l'article 375, dont les conditions ne sont pas réunies.",
  },
  MAINLEVEE: { ...SANS_DUREE, libelle: 'Mainlevée', article: 'C. civ. 375-6', effet: 'TERMINE' },
  RENOUVELLEMENT: {
    libelle: "Renouvellement d'une mesure, par décision motivée",
    article: 'C. civ. 375 al. 3',
    effet: 'RENOUVELLE',
    duree: 'J6',
    dureeRequise: true,
    terme: 'J6',
  },
} as const satisfies Record<string, LigneDecision>;
export type NatureDecision = keyof typeof NATURES_DECISION;

export function ligneDecision(nature: NatureDecision): LigneDecision {
  return NATURES_DECISION[nature];
}

/** Decisions that maintain, modify or withdraw a placement, or rule on the merits: what a requête waits for (CPC 1184 al. 3). */
export const NATURES_QUI_STATUENT: readonly NatureDecision[] = (
  Object.keys(NATURES_DECISION) as NatureDecision[]
).filter(
  (nature) =>
    ligneDecision(nature).effet === 'TERMINE' || (ligneDecision(nature).effet === 'OUVRE' && nature !== 'MJIE'),
);

/**
 * Longest length that a decision of that day may state, in months, by the text of that day; `null` when it sets none.
 * For a deadline known on that day (`enVigueur`).
 */
export function moisMaximum(regle: RegleEcheance, le: Jour): number | null {
  const { duree, maximum = duree as Duree } = echeanceDe(regle, le);
  return maximum === null ? null : 12 * (maximum.annees ?? 0) + (maximum.mois ?? 0);
}

/** What the clocks of a decision depend on. */
export interface DecisionDatee {
  /** Of the measure itself: for a renewal, the one that is renewed. */
  readonly nature: NatureDecision;
  /** Local day of the decision. */
  readonly le: Jour;
  readonly provisoire: boolean;
  readonly sansAudience: boolean;
  readonly mois: number | null;
  readonly naissance: Jour | null;
}

export interface DelaiDecision {
  readonly regle: RegleEcheance;
  readonly duree?: Duree;
}

/**
 * Every deadline that a decision opens. The appeal of each party (J13) starts with its own notification; the reports
 * (J8, J18) with the measure, which the ASE opens.
 */
export function delaisDeDecision(decision: DecisionDatee): DelaiDecision[] {
  const { nature, provisoire, sansAudience, mois } = decision;
  const ligne = ligneDecision(nature);
  const longue = mois !== null && ligne.parService === true && mois > 24;
  return [
    { regle: 'J16' },
    ...(sansAudience ? [{ regle: 'J3' } as const] : []),
    ...(provisoire ? [{ regle: 'J4' } as const] : []),
    // Provisional measures have no term of their own: that of the decision on the merits that must follow.
    ...(!provisoire && ligne.terme ? [termeDe(ligne.terme, longue, mois)] : []),
    ...(longue ? [{ regle: 'J23' } as const] : []),
  ];
}

function termeDe(regle: RegleEcheance, longue: boolean, mois: number | null): DelaiDecision {
  return { regle: longue ? 'J6_LONGUE' : regle, ...(mois === null ? {} : { duree: { mois } }) };
}

/** The end that it brings to what a judge has ordered; none while the birth is unknown. */
export function finALaMajorite(naissance: Jour | null): FinDeDroit | undefined {
  return naissance === null ? undefined : { jour: majorite(naissance), motif: 'Majorité (C. civ. 375)' };
}

/** Last day of the measure that the decision states, never beyond majority; `null` without a length. */
export function termeDeMesure({ le, mois, naissance }: DecisionDatee): Jour | null {
  if (mois === null) return null;
  const terme = ajouterDuree(le, { mois });
  return naissance !== null && majorite(naissance) < terme ? majorite(naissance) : terme;
}

/** A decision of the same court about the same child, while no later one has ended it. */
export interface DecisionEnVigueur {
  readonly natureMesure: NatureDecision;
  readonly provisoire: boolean;
}

/**
 * Whether a new decision takes the place of an earlier one: a mainlevée or a non-lieu ends them all; a ruling on the
 * merits, the provisional ones (CPC 1185); the same measure ordered again, or another place, what it replaces. An
 * investigation decides nothing.
 */
export function remplace(
  nouvelle: DecisionEnVigueur & { nature: NatureDecision },
  ancienne: DecisionEnVigueur,
): boolean {
  if (ligneDecision(nouvelle.nature).effet === 'TERMINE') return true;
  const { natureMesure, provisoire } = nouvelle;
  if (natureMesure === ancienne.natureMesure) return true;
  if (ligneDecision(natureMesure).effet !== 'OUVRE' || natureMesure === 'MJIE' || ancienne.natureMesure === 'MJIE')
    return false;
  if (ancienne.provisoire && !provisoire) return true;
  return ligneDecision(natureMesure).accueil === true && ligneDecision(ancienne.natureMesure).accueil === true;
}
