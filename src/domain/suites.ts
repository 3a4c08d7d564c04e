/** Code lists of what an information préoccupante becomes. Labels are French; the article stands beside each list. */

/** Outcomes that the président du conseil départemental may decide after an evaluation (CASF D226-2-7 II, L222-3 ff.). */
export const SUITES_DECISION = {
  CLASSEMENT: { libelle: 'Classement sans suite', acte: 'classer', article: 'CASF D226-2-7 II a' },
  ACCOMPAGNEMENT_SOCIAL: {
    libelle: 'Accompagnement social ou PMI, hors ASE',
    acte: 'aider',
    article: 'CASF D226-2-7 II b',
  },
  AIDE_FINANCIERE: { libelle: 'Aide financière', acte: 'aider', article: 'CASF L222-3' },
  TISF: { libelle: "Technicien de l'intervention sociale et familiale", acte: 'aider', article: 'CASF L222-3' },
  AESF: { libelle: 'Accompagnement en économie sociale et familiale', acte: 'aider', article: 'CASF L222-3' },
  AED: { libelle: 'Action éducative à domicile', acte: 'aider', article: 'CASF L222-3' },
  ACCUEIL_DE_JOUR: { libelle: 'Accueil de jour', acte: 'aider', article: 'CASF L222-4-2' },
  ACCUEIL_PROVISOIRE: { libelle: 'Accueil provisoire', acte: 'aider', article: 'CASF L222-5 1°' },
  ACCUEIL_PARENT_ENFANT: { libelle: 'Accueil mère ou père et enfant', acte: 'aider', article: 'CASF L222-5 4°' },
  TIERS_DURABLE_BENEVOLE: {
    libelle: 'Accueil durable et bénévole par un tiers',
    acte: 'aider',
    article: 'CASF L221-2-1',
  },
  SAISINE_PARQUET: {
    libelle: 'Saisine du procureur',
    acte: 'signalerAuParquet',
    article: 'CASF D226-2-7 II c, L226-4 I',
  },
} as const satisfies Record<
  string,
  { libelle: string; acte: 'classer' | 'aider' | 'signalerAuParquet'; article: string }
>;
export type SuiteDecision = keyof typeof SUITES_DECISION;

/** Grounds on which the président du conseil départemental seizes the procureur (CASF L226-4 I, D226-2-6 II, L223-2). */
export const MOTIFS_SIGNALEMENT = {
  ACTIONS_SANS_EFFET: "Des actions déjà menées n'ont pas remédié à la situation (L226-4 I 1°)",
  REFUS_OU_IMPOSSIBILITE: 'La famille refuse, ou ne peut collaborer (L226-4 I 2°)',
  DANGER_GRAVE_IMMEDIAT: 'Danger grave et immédiat, notamment maltraitance (L226-4 I 3°)',
  EVALUATION_IMPOSSIBLE: "Danger présumé qu'il est impossible d'évaluer (L226-4 I)",
  DEPART_SANS_ADRESSE: "La famille est partie sans adresse, et l'interruption met l'enfant en danger (L226-3-2)",
  RENCONTRE_IMPOSSIBLE: "L'enfant n'a pu être rencontré (D226-2-6 II)",
} as const;
export type MotifSignalement = keyof typeof MOTIFS_SIGNALEMENT;

/** One single common conclusion; it never says whether a fact is proven (CASF D226-2-3 II, D226-2-7). */
export const CONCLUSIONS = {
  DANGER: 'Le mineur est en danger',
  RISQUE: "Le mineur est en risque de l'être",
  NI_DANGER_NI_RISQUE: 'Ni danger ni risque de danger',
} as const;
export type Conclusion = keyof typeof CONCLUSIONS;

interface Classement {
  readonly permis: 'PERMIS' | 'MOTIVE' | 'REFUSE';
  readonly pourquoi: string;
  readonly article: string;
  /** What is still to be checked, in one sentence. */
  readonly reserve?: string;
}

/** No follow-up supposes that neither danger nor risk is confirmed (CASF D226-2-7 II a). */
export const CLASSEMENT_SELON_CONCLUSION: Readonly<Record<Conclusion, Classement>> = {
  DANGER: {
    permis: 'REFUSE',
    pourquoi: 'une aide acceptée, ou la saisine du procureur si elle est refusée',
    article: 'CASF D226-2-7 II, L226-4 I 2°',
  },
  RISQUE: {
    permis: 'MOTIVE',
    pourquoi: 'le motif dit pourquoi aucune suite n’est donnée à un risque',
    article: 'CASF D226-2-7 II',
    reserve:
      'le texte ne prévoit le classement que si le danger ou le risque n’est pas confirmé ; le hub admet celui d’un risque quand il est motivé, ce qu’un juriste doit confirmer.',
  },
  NI_DANGER_NI_RISQUE: {
    permis: 'PERMIS',
    pourquoi: 'ni le danger ni le risque ne sont confirmés',
    article: 'CASF D226-2-7 II a',
  },
};

/** What the procureur decided after a signalement (CASF L226-4 I). */
export const SUITES_PARQUET = {
  CLASSEMENT: { libelle: 'Classement', acte: 'enregistrerSuitesClassement' },
  ENQUETE_EN_COURS: { libelle: 'Enquête en cours', acte: null },
  OPP: { libelle: 'Ordonnance de placement provisoire', acte: 'enregistrerSuitesOpp' },
  SAISINE_JE: { libelle: 'Saisine du juge des enfants', acte: 'saisirJugeDesEnfants' },
  RENVOI_EVALUATION: { libelle: 'Renvoi au département pour évaluation', acte: 'enregistrerSuitesRenvoi' },
  POURSUITES: { libelle: 'Poursuites', acte: null },
} as const satisfies Record<string, { libelle: string; acte: string | null }>;
export type SuiteParquet = keyof typeof SUITES_PARQUET;

/** What is told to the holders of parental authority, or recorded as not told (CASF L226-2-1, L226-5, D226-2-6, D226-2-7). */
export const OBJETS_INFORMATION_PARENTS = {
  EVALUATION: 'Une évaluation commence (D226-2-6 I), et les données sont informatisées (R221-10)',
  CONCLUSIONS: 'Contenu du rapport et suites (D226-2-7 III)',
  TRANSFERT: "Transfert à une autre collectivité, et son effet sur l'évaluation (R221-5)",
  SAISINE_JUDICIAIRE: "L'autorité judiciaire est saisie : information écrite, sans exception (L226-5 al. 3)",
} as const;
export type ObjetInformationParents = keyof typeof OBJETS_INFORMATION_PARENTS;

/** The act after which each of them is expected. */
export const INFORMATION_ATTENDUE_APRES: Readonly<Record<ObjetInformationParents, string>> = {
  EVALUATION: 'ouvrirEvaluation',
  CONCLUSIONS: "decider, ou signalerAuParquet après le rapport d'évaluation",
  TRANSFERT: 'reorienter',
  SAISINE_JUDICIAIRE: 'signalerAuParquet, ou constaterRencontreImpossible',
};

/** Who is asked for the address of a family that left without giving it (CASF L226-3-2). */
export const CAISSES = {
  CPAM: "Caisse primaire d'assurance maladie",
  CAF: "Caisse d'allocations familiales",
} as const;
export type Caisse = keyof typeof CAISSES;

/** How an information goes from one collectivité to another (CASF R221-7). */
export const CANAUX_TRANSFERT = {
  HUB: 'Par le hub',
  AUTRE_HUB: "D'un hub à l'autre, signé et chiffré (R221-7)",
  RECOMMANDE: 'Pli scellé, lettre recommandée avec avis de réception (R221-7)',
  ELECTRONIQUE_RGS: 'Voie électronique, par des produits conformes au référentiel général de sécurité (R221-7)',
} as const;
export type CanalTransfert = keyof typeof CANAUX_TRANSFERT;

/** Fields of the professionals who evaluate: at least two of the four named by the text (CASF D226-2-5 I). */
export const DOMAINES_EVALUATEUR = {
  SOCIO_EDUCATIF: 'Socio-éducatif',
  SOCIAL: 'Social',
  SANTE: 'Santé',
  PSYCHOLOGIE: 'Psychologie',
  AUTRE: 'Autre professionnel, qui participe au besoin (D226-2-5 I)',
} as const;
export type DomaineEvaluateur = keyof typeof DOMAINES_EVALUATEUR;

/** What the CRIP asks of another institution. */
export const NATURES_DEMANDE = {
  COMPLEMENT: 'Un élément manque (L226-2-2)',
  AVIS: "Avis des professionnels qui connaissent l'enfant au quotidien (D226-2-6 II)",
} as const;
export type NatureDemande = keyof typeof NATURES_DEMANDE;
