/** The two lists of variables that are sent to the observatories (CASF D226-3-3 to D226-3-7). */
export const ANNEXES = {
  '2-8': 'Président du conseil départemental, à l’ODPE et à l’ONPE (CASF, annexe 2-8)',
  '2-8-1': 'Ministère de la justice, à l’ONPE (CASF, annexe 2-8-1)',
} as const;
export type Annexe = keyof typeof ANNEXES;

/** One variable of an annexe, as far as it was read. */
export interface LigneVariable {
  readonly libelle: string;
  readonly section: string;
  /** `non lue`: its admitted values were not, so the hub writes none. */
  readonly etat: 'lue' | 'non lue';
  /** What was read, and where. */
  readonly source: string;
  /** Admitted values and their labels; absent: a date, a number or an identifier. */
  readonly modalites?: Readonly<Record<string, string>>;
  readonly format?: 'AAAA' | 'MM' | 'AAAA-MM' | 'AAAA-MM-JJ' | 'XXX' | 'IDENTIFIANT';
  /** What the list says when it is not known; absent: nothing is written. */
  readonly inconnu?: string;
  /** What is still to be checked, in one sentence. */
  readonly reserve?: string;
}

const DECRET = 'CASF, annexe 2-8 (décret 2016-1966)';
export const EXTRAIT = { etat: 'lue', source: DECRET } as const;
export const NON_LUE = {
  etat: 'non lue',
  source: `${DECRET} : le nom de la variable est connu, pas ses modalités`,
} as const;
/** Of dates whose name was seen in what checks the files on the national side; the annexe's own line was not read. */
export const RECEPTION = {
  etat: 'lue',
  source: 'Contrôle public des fichiers à leur réception par l’ONPE',
  format: 'AAAA-MM',
  inconnu: '9999-99',
  reserve: 'le nom est celui du contrôle de réception ; la ligne de l’annexe n’a pas été lue.',
} as const;
export const OUI_NON = { modalites: { 1: 'Non', 2: 'Oui', 9: 'Ne sait pas' }, inconnu: '9' } as const;

/** Why a variable has no value in a record: counted by the report, never a silent hole. */
export const MANQUES = {
  NON_LUE: 'ses modalités n’ont pas été lues',
  NON_RECUEILLIE: 'le hub ne la recueille pas',
  NON_DITE: 'la fiche ne le dit pas',
  SANS_INFORMATION: 'la mesure ne vient pas d’une information préoccupante tenue ici',
  SANS_DECISION: 'la décision qui l’ordonne n’est pas dans le hub',
  PLUSIEURS_CODES: 'ce que le hub sait répond à plusieurs modalités',
  SANS_CODE: 'aucune modalité ne la décrit',
  NAISSANCE_INCONNUE: 'la date de naissance n’est pas connue',
  SEXE_INCONNU: 'le sexe n’est pas connu',
  PRENOM_INCONNU: 'le prénom n’est pas connu',
  ENFANT_INCONNU: 'l’identité de l’enfant n’est plus, ou pas, dans le hub',
  MERE_INCONNUE: 'la mère n’est nommée par aucune fiche (la règle du guide de l’ONPE n’a pas été lue)',
  NOM_DE_LA_MERE_NON_DISTINGUE: 'la fiche nomme la mère sans distinguer son nom de son prénom',
} as const;
export type Manque = keyof typeof MANQUES;

/** A value as it is written, and what it lacks. */
export interface Valeur {
  readonly valeur: string;
  readonly manque?: Manque;
  /** The variable has no object in this case: empty, and nothing is missing. */
  readonly sansObjet?: true;
}
/** The variable has no object in this case. */
export const SANS_OBJET = { sansObjet: true } as const;
export type Saisie = string | { readonly manque: Manque } | typeof SANS_OBJET;
