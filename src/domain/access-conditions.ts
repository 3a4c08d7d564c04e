import { MANDAT_MEDICAL, type Acteur } from './access-acteurs';
import type { Finalite } from './access-finalites';

/** Who reads, and what for. */
export interface Lecteur {
  readonly acteur: Acteur;
  readonly institution: string;
  /** Collectivité that exercises the ASE, or tribunal. */
  readonly territoire: string | null;
  readonly mandats: readonly string[];
  readonly finalite: Finalite | undefined;
}

/** What a record says of the institutions it concerns, and of what must be kept from some of them. */
export interface Faits {
  /** Institution that wrote or sent it. */
  readonly auteur?: string | null | undefined;
  /** Collectivité that has charge of it. */
  readonly collectivite?: string | null | undefined;
  /** Judicial or independent authority to which the situation was referred. */
  readonly saisi?: string | null | undefined;
  /** Institution to which it is addressed. */
  readonly destinataire?: string | null | undefined;
  /** The child of whom it tells the place: kept secret or not, somewhere else than in this record. */
  readonly enfant?: string | null | undefined;
  /** The place where the child lives is kept secret. */
  readonly lieuSecret?: boolean | undefined;
  /** Who sent it asked that the family should not know. */
  readonly anonymatDemande?: boolean | undefined;
  /** Written by a health establishment. */
  readonly soignant?: boolean | undefined;
}

/** Purposes that protect the child itself: those for which a place that is kept secret is read. */
const PROTEGENT: readonly (Finalite | undefined)[] = [
  ...(['EVALUATION', 'PROTECTION', 'VIOLENCES_SEXUELLES', 'PROTECTION_URGENTE', 'ASSISTANCE_EDUCATIVE'] as const),
];

interface LigneCondition {
  readonly libelle: string;
  /** A link between the reader and the record: a field that leads to other records leaves it to what chooses them. */
  readonly lien: boolean;
  readonly vraie: (faits: Faits, lecteur: Lecteur) => boolean;
}

/** What the letters and the footnotes of the matrix ask, each as one rule. */
export const CONDITIONS = {
  PROPRE: {
    libelle: 'seulement ce que l’institution a elle-même écrit ou transmis',
    lien: true,
    vraie: ({ auteur }, { institution }) => auteur === institution,
  },
  EN_CHARGE: {
    libelle: 'seulement la collectivité qui a la charge du dossier ; un accès en urgence ne suffit pas',
    lien: true,
    vraie: ({ collectivite }, { territoire }) => territoire !== null && collectivite === territoire,
  },
  SAISI: {
    libelle: 'seulement l’autorité saisie de cette situation',
    lien: true,
    vraie: ({ saisi }, { institution }) => saisi === institution,
  },
  DESTINATAIRE: {
    libelle: 'seulement l’institution à qui c’est adressé',
    lien: true,
    vraie: ({ destinataire }, { institution }) => destinataire === institution,
  },
  LIEU_COMMUNICABLE: {
    libelle: 'jamais un lieu tenu secret',
    lien: false,
    vraie: ({ lieuSecret }) => lieuSecret !== true,
  },
  LIEU_HORS_FAMILLE: {
    libelle: 'jamais un lieu tenu secret pour écrire à la famille',
    lien: false,
    vraie: ({ lieuSecret }, { finalite }) => finalite !== 'INFORMATION_FAMILLE' || lieuSecret !== true,
  },
  LIEU_AU_CERCLE: {
    libelle:
      'seulement la collectivité qui a la charge de l’enfant et pour le protéger, quand le lieu est tenu secret : ni sans finalité, ni pour écrire à la famille, ni par un accès en urgence',
    lien: false,
    vraie: ({ lieuSecret, collectivite }, { finalite, territoire }) =>
      lieuSecret !== true || (territoire !== null && collectivite === territoire && PROTEGENT.includes(finalite)),
  },
  HORS_URGENCE: {
    libelle: 'jamais par un accès en urgence',
    lien: false,
    vraie: (_faits, { finalite }) => finalite !== 'URGENCE',
  },
  HORS_FAMILLE: {
    libelle: 'jamais pour écrire à la famille',
    lien: false,
    vraie: (_faits, { finalite }) => finalite !== 'INFORMATION_FAMILLE',
  },
  ANONYMAT_HORS_FAMILLE: {
    libelle: 'jamais, pour écrire à la famille, l’identité de qui a demandé à rester inconnu d’elle',
    lien: false,
    vraie: ({ anonymatDemande }, { finalite }) => finalite !== 'INFORMATION_FAMILLE' || anonymatDemande !== true,
  },
  NECESSAIRE: {
    libelle: 'seulement pour évaluer ou protéger',
    lien: false,
    vraie: (_faits, { finalite }) =>
      finalite === 'EVALUATION' || finalite === 'PROTECTION' || finalite === 'PROTECTION_URGENTE',
  },
  SOIGNANT_OU_PROFANE: {
    libelle: 'ce qu’un soignant a écrit, seulement par un soignant ou un personnel tenu au même secret',
    lien: false,
    vraie: ({ soignant }, { mandats }) => soignant !== true || mandats.includes(MANDAT_MEDICAL),
  },
} as const satisfies Record<string, LigneCondition>;
export type Condition = keyof typeof CONDITIONS;
export const CODES_CONDITION = Object.keys(CONDITIONS) as readonly Condition[];

export function remplie(condition: Condition, faits: Faits, lecteur: Lecteur): boolean {
  const { vraie }: LigneCondition = CONDITIONS[condition];
  return vraie(faits, lecteur);
}

/** Decided, for a field that leads to other records, by what chooses them. */
export function estUnLien(condition: Condition): boolean {
  return CONDITIONS[condition].lien;
}
