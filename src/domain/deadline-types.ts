import type { Duree, Jour } from './calendar';

/** The statutory deadlines of the hub; `A`: administrative, `J`: judicial, `DDD`: Défenseur des droits; `U`: the hub's own. */
export const REGLES_ECHEANCE = [
  ...(['J1', 'J2', 'J3', 'J4', 'J5', 'J6', 'J6_PROCHE', 'J6_LONGUE', 'J7'] as const),
  ...(['J8', 'J8_MOINS_2_ANS', 'J8_ASE_MOINS_3_ANS', 'J9', 'J9_INTERDICTION', 'J10', 'J11'] as const),
  ...(['J12', 'J12_RENOUVELLEMENT', 'J13', 'J14', 'J15', 'J16', 'J17', 'J18', 'J19'] as const),
  ...(['J20', 'J20_URGENCE', 'J20_FRATRIE', 'J21', 'J22', 'J23', 'J24'] as const),
  ...(['A1', 'A2', 'A2_119', 'A3', 'A4', 'A4_AVIS', 'A4b', 'A5', 'A5_AVIS', 'A6', 'A7'] as const),
  ...(['A8', 'A8_SANS_ACCUSE', 'A9', 'A10', 'A10_MOINS_3_ANS', 'A11', 'A11_SORTIE'] as const),
  ...([
    'A12',
    'A12_AVIS',
    'A12_PROLONGATION_1',
    'A12_PROLONGATION_2',
    'A13',
    'A13_PROLONGE',
    'A13_COMMISSION',
    'A13_RENOUVELLEMENT',
    'A13_INJONCTION',
    'A13_AUTORISATION',
    'A14',
  ] as const),
  'DDD',
  'U1',
  'U2',
  'U3',
] as const;
export type RegleEcheance = (typeof REGLES_ECHEANCE)[number];

/** The rule of that name, however it is cased. */
export function regleNommee(nom: string): RegleEcheance | undefined {
  return REGLES_ECHEANCE.find((regle) => regle.toUpperCase() === nom.toUpperCase());
}

/** Who is bound by a deadline or told of it, and how a sentence calls them. */
export const PERSONNES_ECHEANCE = {
  ADMINISTRATEUR_AD_HOC: 'administrateur ad hoc',
  ASE: 'service de l’aide sociale à l’enfance',
  AVOCAT: 'avocat',
  BATONNIER: 'bâtonnier',
  CAISSES: 'CPAM et CAF',
  COUR_APPEL: 'cour d’appel',
  DEFENSEUR: 'Défenseur des droits',
  DEMANDEUR: 'demandeur',
  EMETTEUR: 'auteur de l’information',
  ENFANT: 'enfant',
  GREFFE: 'greffe',
  GREFFE_JE: 'greffe du juge des enfants',
  JEUNE: 'jeune',
  JUGE_DES_ENFANTS: 'juge des enfants',
  ODPE: 'observatoire départemental',
  ONPE: 'observatoire national',
  PARENTS: 'parents',
  PARTIES: 'parties',
  PLATEFORME: 'plateforme',
  POLICE_AUX_FRONTIERES: 'fichier des personnes recherchées',
  PRESIDENT_CONSEIL_DEPARTEMENTAL: 'président du conseil départemental',
  PROCUREUR: 'procureur de la République',
  REPRESENTANT_LEGAL: 'représentant légal',
  SERVICE_CHARGE_DE_LA_MESURE: 'service chargé de la mesure',
} as const satisfies Record<string, string>;
export type PersonneEcheance = keyof typeof PERSONNES_ECHEANCE;

/**
 * What becomes of a term that falls on a Saturday, a Sunday or a public holiday: moved to the next working day
 * (`CPC_642`), not confirmed that it is, so that the unmoved day is the one to meet (`NON_CONFIRME`), never (`AUCUN`).
 */
export const REPORTS = ['CPC_642', 'NON_CONFIRME', 'AUCUN'] as const;

/** The day on which the law itself ends a measure, whatever was decided, and why. */
export interface FinDeDroit {
  readonly jour: Jour;
  /** Its words start with a capital and name the article. */
  readonly motif: string;
}

/** A day of the year after the one of the trigger, as `MM-DD`: the text fixes the date, not a length. */
export interface DateFixe {
  readonly jourAnneeSuivante: string;
}

/** One row, one deadline, one article. Days are calendar days; no rule counts in working days. */
export interface LigneEcheance {
  readonly regle: RegleEcheance;
  readonly intitule: string;
  readonly declencheur: string;
  /** Empty: at once. */
  readonly duree: Duree | DateFixe;
  /** Words of the text, when the length computed from the trigger does not show them. */
  readonly dureeEnClair?: string;
  /** Due that long before the trigger, not after it. */
  readonly avant?: true;
  /** The first day counts (otherwise CPC 641: it does not). */
  readonly premierJourCompte?: true;
  /** The decision or the authority that asks may fix the length (`FACULTATIF`), or must (`REQUIS`). */
  readonly dureeFixee?: 'FACULTATIF' | 'REQUIS';
  /** Longest length that may be fixed; `duree` unless stated, `null` when the text has no maximum. */
  readonly maximum?: Duree | null;
  /** How many times the text lets it be renewed. */
  readonly renouvelable?: number | 'SANS_LIMITE';
  /** Past its term nothing is due any more (a right has lapsed, silence has answered): the ledger closes it then. */
  readonly extinctif?: true;
  /** Has no object once the law itself has ended the measure: at majority, or at the end of a young adult's support. */
  readonly finitAvecLaMesure?: true;
  readonly base: 'calendaire' | 'heures';
  readonly report: (typeof REPORTS)[number];
  /** A party that lives far away has more time (CPC, art. 643 and 644). */
  readonly distance?: true;
  readonly acteur: PersonneEcheance;
  readonly notifies: readonly PersonneEcheance[];
  /** Warnings before the term; the default ones unless stated. */
  readonly alertes?: readonly Duree[];
  /** `null` when no text states one. */
  readonly effetSiManque: string | null;
  readonly article: string;
  /** Identifier of the version of the article on Légifrance. */
  readonly legiarti?: string;
  /** The copy of the text that was read. */
  readonly source: string;
  /** What is still to be checked, in one sentence: a row that has one is unverified. Absent: the text was read, and states it. */
  readonly reserve?: string;
  /** The text that applies is that of the day of the term: the trigger is a birth, long before. */
  readonly droitDuTerme?: true;
  /** First day of application of this row; `null` when it is not established. */
  readonly validFrom: Jour | null;
  /** First day when this row no longer applies. */
  readonly validTo: Jour | null;
}

export const ALERTES_PAR_DEFAUT: readonly Duree[] = [{ jours: 30 }, { jours: 15 }, { jours: 5 }, { jours: 1 }];
/** For a deadline of about two weeks. */
export const ALERTES_QUINZAINE: readonly Duree[] = [{ jours: 5 }, { jours: 2 }, { jours: 1 }];
/** For a deadline of about a week. */
export const ALERTES_SEMAINE: readonly Duree[] = [{ jours: 3 }, { jours: 1 }];
/** For a deadline counted in hours. */
export const ALERTES_HEURES: readonly Duree[] = [{ heures: 24 }, { heures: 6 }, { heures: 1 }];
