import type { TypeInstitution } from './code-lists';
import type { RegleEcheance } from './deadline-types';
import type { EtatInformation } from './transitions';

/** What a sender is told: the follow-up given, never the family's file (CASF L226-5, D226-2-8). */
export const CODES_RETOUR = {
  PRISE_EN_COMPTE: 'Votre information a été reçue et prise en compte.',
  EVALUATION_EN_COURS: "L'évaluation de la situation est en cours.",
  CLASSEE: "Après examen, aucune suite n'est donnée.",
  AIDE_PROPOSEE: 'Une aide a été proposée à la famille.',
  AUTORITE_JUDICIAIRE_SAISIE: "L'autorité judiciaire a été saisie.",
  TRANSFEREE: 'Votre information a été transmise à la collectivité compétente.',
  JOINTE: 'Votre information a été jointe à une situation déjà connue.',
} as const;
export type CodeRetour = keyof typeof CODES_RETOUR;

interface Regime {
  readonly libelle: string;
  /** Clock of the feedback; null when these texts owe none. */
  readonly regle: RegleEcheance | null;
  /** What starts it. */
  readonly depart: 'TRANSMISSION' | 'RECEPTION' | 'DEMANDE' | null;
  readonly limite: string;
  readonly article: string;
}

/** To whom a feedback is owed, from when, and what it may say: each sender has its own clock. */
export const REGIMES_RETOUR = {
  PROFESSIONNEL: {
    libelle: 'Professionnel, ou élu dans son mandat',
    regle: 'A2',
    depart: 'TRANSMISSION',
    limite: 'la suite donnée à son information, jamais le dossier de la famille',
    article: 'CASF L226-5 al. 1',
  },
  SERVICE_119: {
    libelle: 'Service national d’accueil téléphonique (119)',
    regle: 'A2_119',
    depart: 'RECEPTION',
    limite: 'la suite donnée à son information, jamais le dossier de la famille',
    article: 'Convention du GIP, CASF L226-6',
  },
  SUR_DEMANDE: {
    libelle: 'Toute autre personne, quand elle le demande',
    regle: 'A3',
    depart: 'DEMANDE',
    limite:
      'confirme la prise en compte ; le reste est décidé au cas par cas, et rien n’est dit si un motif s’y oppose',
    article: 'CASF L226-5 al. 2, D226-2-8',
  },
  AUCUN: {
    libelle: 'Autorité judiciaire, Défenseur des droits',
    regle: null,
    depart: null,
    limite: 'rien par cette voie : leurs propres textes disent ce que le département leur répond',
    article: 'CASF L226-4, LO 2011-333 art. 18',
  },
} as const satisfies Record<string, Regime>;
export type RegimeRetour = keyof typeof REGIMES_RETOUR;

/** Clocks of the feedback, whoever sent. */
export const REGLES_RETOUR = ['A2', 'A2_119', 'A3'] as const satisfies readonly RegleEcheance[];

const AUTRES_REGIMES: Partial<Readonly<Record<TypeInstitution, RegimeRetour>>> = {
  SNATED_119: 'SERVICE_119',
  PARTICULIER: 'SUR_DEMANDE',
  AUTRE: 'SUR_DEMANDE',
  JUSTICE: 'AUCUN',
  DEFENSEUR: 'AUCUN',
};

/** Of an information that the CRIP itself records: a call, a letter. */
export function regimeDuType(type: TypeInstitution): RegimeRetour {
  return AUTRES_REGIMES[type] ?? 'PROFESSIONNEL';
}

/** The feedback that each change of state drafts. What the justice does is its own to tell: only that it was seized is said. */
export const RETOUR_PAR_ETAT: Readonly<Record<Exclude<EtatInformation, 'RECUE'>, CodeRetour>> = {
  EN_PREMIERE_ANALYSE: 'PRISE_EN_COMPTE',
  REORIENTEE: 'TRANSFEREE',
  NON_QUALIFIEE: 'CLASSEE',
  QUALIFIEE_IP: 'PRISE_EN_COMPTE',
  EN_EVALUATION: 'EVALUATION_EN_COURS',
  JOINTE: 'JOINTE',
  SIGNALEE: 'AUTORITE_JUDICIAIRE_SAISIE',
  EVALUEE: 'EVALUATION_EN_COURS',
  CLASSEE_SANS_SUITE: 'CLASSEE',
  AIDE_ADMINISTRATIVE: 'AIDE_PROPOSEE',
  PARQUET_CLASSEMENT: 'AUTORITE_JUDICIAIRE_SAISIE',
  PARQUET_RENVOI_CRIP: 'EVALUATION_EN_COURS',
  OPP_PARQUET: 'AUTORITE_JUDICIAIRE_SAISIE',
  JE_SAISI: 'AUTORITE_JUDICIAIRE_SAISIE',
};

/** States in which the CRIP has not decided: « EVALUATION_EN_COURS » is then true, and may be sent without being drafted. */
const AVANT_DECISION: readonly EtatInformation[] = [
  ...(['RECUE', 'EN_PREMIERE_ANALYSE', 'QUALIFIEE_IP', 'EN_EVALUATION', 'EVALUEE'] as const),
  'PARQUET_RENVOI_CRIP',
];

/**
 * Whether this may be said now. The draft always; that the evaluation goes on while nothing is decided, because the
 * feedback is due even when it is late; to whoever asked, that the information was taken into account (D226-2-8).
 */
export function peutDire(
  code: CodeRetour,
  { etat, regime, projet }: { etat: EtatInformation; regime: RegimeRetour; projet: CodeRetour | null },
): boolean {
  if (code === projet) return true;
  if (code === 'PRISE_EN_COMPTE') return regime === 'SUR_DEMANDE';
  return code === 'EVALUATION_EN_COURS' && AVANT_DECISION.includes(etat);
}

/** Whether it gives the follow-up that is owed: a receipt alone does, for whoever asked, and for nobody else. */
export function tientLeRetour(code: CodeRetour, regime: RegimeRetour): boolean {
  return code !== 'PRISE_EN_COMPTE' || regime === 'SUR_DEMANDE';
}

/** Why nothing is told to whoever asked (CASF D226-2-8). */
export const MOTIFS_SANS_RETOUR = {
  INTERET_DE_L_ENFANT: "Le retour serait contraire à l'intérêt de l'enfant (D226-2-8)",
  MISE_EN_DANGER: "Le retour mettrait l'enfant en danger (D226-2-8)",
  RISQUE_AU_FOYER: "Le retour ferait courir un risque à une personne vivant au foyer de l'enfant (D226-2-8)",
} as const;
export type MotifSansRetour = keyof typeof MOTIFS_SANS_RETOUR;

/** How an information reaches the CRIP, and how a feedback leaves it. */
export const CANAUX = {
  HUB: 'Par le hub',
  COURRIER: 'Courrier ou télécopie',
  COURRIEL: 'Courriel',
  TELEPHONE: 'Téléphone',
  SUR_PLACE: 'De vive voix, sur place',
  AUTRE_HUB: 'Par un autre hub, auquel son émetteur est relié',
} as const;
export type Canal = keyof typeof CANAUX;
