/**
 * Life cycle of an information préoccupante, from its reception to its outcome (CASF L226-3, L226-4, D226-2-3 to
 * D226-2-7). One row is one transition and the text that allows it; the codes of the states are the hub's own.
 */
export const ETATS_INFORMATION = {
  RECUE: 'Reçue par la CRIP',
  EN_PREMIERE_ANALYSE: 'En première analyse',
  REORIENTEE: 'Réorientée vers la collectivité compétente',
  NON_QUALIFIEE: 'Non qualifiée en information préoccupante',
  QUALIFIEE_IP: 'Qualifiée en information préoccupante',
  EN_EVALUATION: 'En évaluation',
  SIGNALEE: 'Signalée au procureur',
  JOINTE: 'Jointe à une information déjà ouverte',
  EVALUEE: 'Évaluée : rapport rendu',
  CLASSEE_SANS_SUITE: 'Classée sans suite',
  AIDE_ADMINISTRATIVE: 'Aide administrative acceptée',
  PARQUET_CLASSEMENT: 'Classée par le parquet',
  PARQUET_RENVOI_CRIP: 'Renvoyée à la CRIP par le parquet pour évaluation',
  OPP_PARQUET: 'Ordonnance de placement provisoire du parquet',
  JE_SAISI: 'Juge des enfants saisi',
} as const;
export type EtatInformation = keyof typeof ETATS_INFORMATION;

export const ETAT_INITIAL: EtatInformation = 'RECUE';

/** States from which nothing more is expected of the CRIP; a reopened one is listed in the table like any other. */
export const ETATS_FINAUX: readonly EtatInformation[] = [
  'REORIENTEE',
  'JOINTE',
  'CLASSEE_SANS_SUITE',
  'PARQUET_CLASSEMENT',
  'JE_SAISI',
];

export interface Transition {
  readonly de: EtatInformation;
  readonly acte: string;
  readonly vers: EtatInformation;
  /** Text that allows it, or « Pratique » when none does. */
  readonly article: string;
  readonly pourquoi: string;
}

type Ligne = readonly [acte: string, vers: EtatInformation, article: string, pourquoi: string];

const PERMIS: Partial<Readonly<Record<EtatInformation, readonly Ligne[]>>> = {
  RECUE: [
    [
      'analyser',
      'EN_PREMIERE_ANALYSE',
      'CASF D226-2-4 I',
      'la CRIP fait une première analyse de toute information reçue',
    ],
    ['reorienter', 'REORIENTEE', 'CASF L221-3', 'une autre collectivité est compétente'],
    ['joindre', 'JOINTE', 'Pratique', 'les mêmes faits sont déjà connus pour le même enfant'],
  ],
  EN_PREMIERE_ANALYSE: [
    ['demanderComplement', 'EN_PREMIERE_ANALYSE', 'CASF L226-2-2', 'un élément manque pour qualifier'],
    ['reorienter', 'REORIENTEE', 'CASF L221-3', 'une autre collectivité est compétente'],
    ['nonQualifier', 'NON_QUALIFIEE', 'CASF R226-2-2', "les éléments n'entrent pas dans la définition"],
    ['qualifier', 'QUALIFIEE_IP', 'CASF D226-2-4 I', 'les éléments entrent dans la définition (R226-2-2)'],
    ['signalerAuParquet', 'SIGNALEE', 'CASF D226-2-4 I 2°', 'le danger est grave et immédiat'],
    ['joindre', 'JOINTE', 'Pratique', 'les mêmes faits sont déjà connus pour le même enfant'],
  ],
  NON_QUALIFIEE: [
    [
      'rouvrir',
      'EN_PREMIERE_ANALYSE',
      'CASF D226-2-3 IV 3°',
      'un élément nouveau oblige à relire les informations antérieures',
    ],
  ],
  QUALIFIEE_IP: [
    ['reorienter', 'REORIENTEE', 'CASF L221-3, R221-5-1', 'la famille change de département avant d’être évaluée'],
    ['demanderComplement', 'QUALIFIEE_IP', 'CASF L226-2-2', 'un élément manque pour confier l’évaluation'],
    [
      'ouvrirEvaluation',
      'EN_EVALUATION',
      'CASF D226-2-4 I 1°',
      "l'évaluation est confiée à une équipe pluridisciplinaire",
    ],
    ['signalerAuParquet', 'SIGNALEE', 'CASF L226-4 I', 'le procureur est avisé sans délai'],
  ],
  EN_EVALUATION: [
    [
      'reorienter',
      'REORIENTEE',
      'CASF L221-3, R221-5-1',
      "la famille change de département pendant l'évaluation, qui s'achève à l'arrivée",
    ],
    ['demanderComplement', 'EN_EVALUATION', 'CASF D226-2-6 II', 'un élément manque à l’évaluation'],
    [
      'demanderAvis',
      'EN_EVALUATION',
      'CASF D226-2-6 II',
      "l'avis des professionnels qui connaissent l'enfant est recueilli",
    ],
    ['rendreEvaluation', 'EVALUEE', 'CASF D226-2-7', 'le rapport porte une seule conclusion, commune'],
    [
      'constaterRencontreImpossible',
      'SIGNALEE',
      'CASF D226-2-6 II',
      "l'enfant ne peut être rencontré : la saisine de l'autorité judiciaire est obligatoire",
    ],
    [
      'signalerAuParquet',
      'SIGNALEE',
      'CASF D226-2-4 II',
      "le procureur est avisé sans attendre la fin de l'évaluation",
    ],
  ],
  EVALUEE: [
    [
      'completerEvaluation',
      'EN_EVALUATION',
      'CASF D226-2-7',
      'le président du conseil départemental demande un complément',
    ],
    [
      'classer',
      'CLASSEE_SANS_SUITE',
      'CASF D226-2-7 II a',
      "le danger ou le risque n'est pas confirmé ; un risque confirmé n'est classé que si le motif en est dit",
    ],
    [
      'aider',
      'AIDE_ADMINISTRATIVE',
      'CASF D226-2-7 II b',
      "l'aide est acceptée par les titulaires de l'autorité parentale",
    ],
    [
      'signalerAuParquet',
      'SIGNALEE',
      'CASF D226-2-7 II c, L226-4 I',
      "la saisine motivée de l'autorité judiciaire est décidée",
    ],
  ],
  AIDE_ADMINISTRATIVE: [
    [
      'signalerAuParquet',
      'SIGNALEE',
      'CASF L226-4 I 1° et 2°',
      "l'aide est refusée, ou n'a pas remédié à la situation",
    ],
    ['classer', 'CLASSEE_SANS_SUITE', 'CASF L223-5', "l'aide a pris fin sans que le danger demeure"],
  ],
  SIGNALEE: [
    [
      'enregistrerSuitesClassement',
      'PARQUET_CLASSEMENT',
      'CASF L226-4 I',
      'le procureur classe et en avise le département',
    ],
    ['enregistrerSuitesRenvoi', 'PARQUET_RENVOI_CRIP', 'CASF L226-4 I', 'le procureur renvoie pour évaluation'],
    ['enregistrerSuitesOpp', 'OPP_PARQUET', 'C. civ. 375-5 al. 2', 'le procureur ordonne un placement provisoire'],
    ['saisirJugeDesEnfants', 'JE_SAISI', 'C. civ. 375, CASF L226-4 I', 'le procureur saisit le juge des enfants'],
  ],
  PARQUET_RENVOI_CRIP: [
    [
      'ouvrirEvaluation',
      'EN_EVALUATION',
      'CASF D226-2-4 I 1°',
      "l'évaluation est confiée à une équipe pluridisciplinaire",
    ],
  ],
  OPP_PARQUET: [
    ['saisirJugeDesEnfants', 'JE_SAISI', 'C. civ. 375-5 al. 2', 'le procureur saisit le juge dans les huit jours'],
  ],
};

export const TRANSITIONS: readonly Transition[] = Object.entries(PERMIS).flatMap(([de, lignes]) =>
  lignes.map(([acte, vers, article, pourquoi]) => ({ de: de as EtatInformation, acte, vers, article, pourquoi })),
);
