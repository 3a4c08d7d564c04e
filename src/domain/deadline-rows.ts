import type { Duree, Jour } from './calendar';

/** The statutory deadlines in force in the hub; `A`: administrative, `J`: judicial, `DDD`: Défenseur des droits. */
export const REGLES_ECHEANCE = ['A1', 'A2', 'A3', 'J1', 'DDD'] as const;
export type RegleEcheance = (typeof REGLES_ECHEANCE)[number];

export const ACTEURS_ECHEANCE = ['PRESIDENT_CONSEIL_DEPARTEMENTAL', 'PROCUREUR'] as const;
export const NOTIFIES_ECHEANCE = ['ASE', 'DEFENSEUR', 'EMETTEUR', 'GREFFE_JE', 'PARENTS'] as const;

/**
 * What becomes of a term that falls on a Saturday, a Sunday or a public holiday: moved to the next working day
 * (`CPC_642`), not confirmed that it is, so that the unmoved day is the one to meet (`NON_CONFIRME`), never (`AUCUN`).
 */
export const REPORTS = ['CPC_642', 'NON_CONFIRME', 'AUCUN'] as const;

/** One row, one deadline, one article. Days are calendar days; no rule counts in working days. */
export interface LigneEcheance {
  readonly regle: RegleEcheance;
  readonly intitule: string;
  readonly declencheur: string;
  readonly duree: Duree;
  /** The length is a default: the authority that asks may fix another one, in days. */
  readonly delaiFixe?: true;
  readonly base: 'calendaire';
  readonly report: (typeof REPORTS)[number];
  readonly acteur: (typeof ACTEURS_ECHEANCE)[number];
  readonly notifies: readonly (typeof NOTIFIES_ECHEANCE)[number][];
  /** `null` when no text states one. */
  readonly effetSiManque: string | null;
  readonly article: string;
  /** Identifier of the version of the article on Légifrance. */
  readonly legiarti?: string;
  /** The copy of the text that was read. */
  readonly source: string;
  /** The text itself was read, and states this length. */
  readonly verifie: boolean;
  /** First day of application of this row; `null` when it is not established. */
  readonly validFrom: Jour | null;
  /** First day when this row no longer applies. */
  readonly validTo: Jour | null;
}

const CASF_2023 = 'CASF, copie consolidée de 2023';

export const LIGNES_ECHEANCE: readonly LigneEcheance[] = [
  {
    regle: 'A1',
    intitule: 'Évaluation de l’information préoccupante',
    declencheur: 'réception de l’information par la cellule',
    // At most: shorter by nature of the danger and age, notably under 2 years. The text gives no number.
    duree: { mois: 3 },
    base: 'calendaire',
    report: 'NON_CONFIRME',
    acteur: 'PRESIDENT_CONSEIL_DEPARTEMENTAL',
    notifies: ['PARENTS'],
    effetSiManque: null,
    article: 'CASF, art. D. 226-2-4, II',
    legiarti: 'LEGIARTI000033336311',
    source: CASF_2023,
    verifie: true,
    validFrom: '2016-11-04',
    validTo: null,
  },
  {
    regle: 'A2',
    intitule: 'Retour à la personne qui a transmis l’information dans le cadre de sa profession ou de son mandat',
    declencheur: 'transmission de l’information (date d’envoi)',
    duree: { mois: 3 },
    base: 'calendaire',
    report: 'NON_CONFIRME',
    acteur: 'PRESIDENT_CONSEIL_DEPARTEMENTAL',
    notifies: ['EMETTEUR'],
    effetSiManque: null,
    article: 'CASF, art. L. 226-5, al. 1',
    legiarti: 'LEGIARTI000045137051',
    source: CASF_2023,
    verifie: true,
    validFrom: '2022-02-09',
    validTo: null,
  },
  {
    regle: 'A3',
    intitule: 'Retour à la personne qui a transmis l’information, sur sa demande',
    declencheur: 'demande de l’auteur de l’information',
    duree: { mois: 3 },
    base: 'calendaire',
    report: 'NON_CONFIRME',
    acteur: 'PRESIDENT_CONSEIL_DEPARTEMENTAL',
    notifies: ['EMETTEUR'],
    effetSiManque: null,
    article: 'CASF, art. L. 226-5, al. 2',
    legiarti: 'LEGIARTI000045137051',
    source: CASF_2023,
    verifie: true,
    validFrom: '2022-02-09',
    validTo: null,
  },
  {
    regle: 'J1',
    intitule: 'Saisine du juge des enfants après une ordonnance de placement provisoire',
    declencheur: 'ordonnance du procureur de la République',
    duree: { jours: 8 },
    base: 'calendaire',
    report: 'NON_CONFIRME',
    acteur: 'PROCUREUR',
    notifies: ['ASE', 'PARENTS', 'GREFFE_JE'],
    effetSiManque: null,
    article: 'Code civil, art. 375-5, al. 2',
    legiarti: 'LEGIARTI000032655173',
    source: 'Code civil, copie consolidée du 3 avril 2026',
    verifie: true,
    validFrom: '2016-06-05',
    validTo: null,
  },
  {
    regle: 'DDD',
    intitule: 'Réponse à la demande du Défenseur des droits',
    declencheur: 'réception de la demande',
    // No legal delay: he fixes it for each case. Thirty days is ours, until he says otherwise.
    duree: { jours: 30 },
    delaiFixe: true,
    base: 'calendaire',
    report: 'AUCUN',
    acteur: 'PRESIDENT_CONSEIL_DEPARTEMENTAL',
    notifies: ['DEFENSEUR'],
    effetSiManque:
      'Mise en demeure puis saisine du juge des référés (art. 21) ; injonction et rapport spécial (art. 25).',
    article: 'Loi organique n° 2011-333, art. 18, 20, 21 et 25',
    source: 'Loi organique, texte d’origine de 2011',
    verifie: false,
    validFrom: null,
    validTo: null,
  },
];
