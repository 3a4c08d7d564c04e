import type { Jour } from './calendar';
import { regleMesure, type NatureMesure } from './mesures-ase';
import { estMajeur } from './minorite';
import type { Conclusion } from './suites';

/** What is copied to the collectivité of arrival (CASF R221-6 I 1° to 6°), or to it all the same when the measure stays (II). */
export const DOCUMENTS_TRANSFERT = {
  INFORMATIONS: {
    libelle: 'Informations recueillies au titre des informations préoccupantes',
    article: 'CASF R221-6 I 1°',
  },
  DECISIONS: {
    libelle: "Décisions d'assistance éducative, et d'attribution des prestations d'aide sociale à l'enfance",
    article: 'CASF R221-6 I 2°',
  },
  EVALUATION: { libelle: "Rapport d'évaluation (L223-1)", article: 'CASF R221-6 I 3°' },
  RAPPORT_ANNUEL: { libelle: 'Rapport de situation (L223-5)', article: 'CASF R221-6 I 4°' },
  RAPPORT_CIRCONSTANCIE: { libelle: 'Rapport circonstancié (L221-4)', article: 'CASF R221-6 I 5°' },
  PROJET_POUR_ENFANT: { libelle: "Projet pour l'enfant (L223-1-1)", article: 'CASF R221-6 I 6°' },
  AUTRE: { libelle: 'Autre document utile', article: 'CASF R221-6 I' },
  DECISION_EN_VIGUEUR: { libelle: 'Décision en vigueur', article: 'CASF R221-6 II' },
  PIECES_PAIEMENT: { libelle: 'Pièces nécessaires au paiement', article: 'CASF R221-6 II' },
} as const satisfies Record<string, { readonly libelle: string; readonly article: string }>;
export type DocumentTransfert = keyof typeof DOCUMENTS_TRANSFERT;

/** Whether the measure goes, or stays under the collectivité of origin, which goes on paying (L228-4). */
export const PORTEES_TRANSFERT = {
  COMPLETE: { libelle: "Le dossier et la mesure passent à la collectivité d'arrivée", article: 'CASF L221-3' },
  MESURE_MAINTENUE: {
    libelle: "La mesure reste à la charge de la collectivité d'origine (L228-4)",
    article: 'CASF R221-6 II',
  },
} as const;
export type PorteeTransfert = keyof typeof PORTEES_TRANSFERT;

const ATTENDUS: Readonly<Record<PorteeTransfert, readonly DocumentTransfert[]>> = {
  COMPLETE: [
    ...(['INFORMATIONS', 'DECISIONS', 'EVALUATION', 'RAPPORT_ANNUEL', 'RAPPORT_CIRCONSTANCIE'] as const),
    'PROJET_POUR_ENFANT',
  ],
  MESURE_MAINTENUE: ['DECISION_EN_VIGUEUR', 'PIECES_PAIEMENT'],
};

/** Those whose text the hub itself holds. */
export const DOCUMENTS_TENUS: readonly DocumentTransfert[] = ['INFORMATIONS', 'DECISIONS', 'EVALUATION'];

/** Named one by one: each goes, or why it does not is written. */
export function documentsAttendus(portee: PorteeTransfert): readonly DocumentTransfert[] {
  return ATTENDUS[portee];
}

export function documentAdmis(portee: PorteeTransfert, document: DocumentTransfert): boolean {
  return ATTENDUS[portee].includes(document) || (portee === 'COMPLETE' && document === 'AUTRE');
}

/** What becomes of a case that the collectivité of origin hands over. */
export const ISSUES_TRANSFERT = {
  MESURE: { libelle: "La mesure se poursuit à l'arrivée", article: 'CASF R221-5, R221-5-2' },
  MESURE_MAINTENUE: { libelle: "La mesure reste à l'origine, l'arrivée en a connaissance", article: 'CASF R221-6 II' },
  AUTORITE_JUDICIAIRE: {
    libelle: "Sans l'accord des parents, et danger : l'autorité judiciaire est saisie, les données sont transmises",
    article: 'CASF R221-5-2, L226-4',
  },
  INFORMATION_PREOCCUPANTE: {
    libelle: "Sans l'accord des parents, et risque de danger : transmis comme une information préoccupante",
    article: 'CASF R221-5-2',
  },
} as const;
export type IssueTransfert = keyof typeof ISSUES_TRANSFERT;

export interface Obstacle {
  readonly champ: string;
  readonly raison: string;
}

/** Why a measure of this nature is not handed over, whatever the family says. */
export function obstacleTransfert(
  nature: NatureMesure,
  portee: PorteeTransfert,
  naissance: Jour | null,
  le: Jour,
): Obstacle | null {
  const { base, article } = regleMesure(nature);
  const refuser = (raison: string, champ = 'mesureId'): Obstacle => ({ champ, raison });
  if (base === 'urgence')
    return refuser(`un accueil en urgence n'est pas transféré : la décision qui le suit l'est (${article}).`);
  if (nature === 'AIDE_FINANCIERE') return refuser("une aide financière seule n'est pas transférée (CASF R221-5-2).");
  if (base === 'administrative' && estMajeur(naissance, le))
    return refuser('après la majorité, rien n’est transmis, sauf une mesure éducative (CASF R221-9).');
  if (portee === 'MESURE_MAINTENUE' && base !== 'judiciaire')
    return refuser(
      "seule une mesure judiciaire reste à la charge de la collectivité d'origine (CASF L228-4, R221-6 II).",
      'portee',
    );
  return null;
}

/** What the parents said, or were told, of the transfer of one measure. */
export interface PositionParents {
  readonly informes: boolean;
  readonly motifNonInformes: boolean;
  readonly accord: boolean;
  /** What the origin evaluated when they refused; null: they did not. */
  readonly refus: Conclusion | null;
}

/**
 * What follows from it: a judicial measure wants them informed, unless that is contrary to the child's interest (R221-5,
 * R221-5-1, R221-5-3); an administrative one their prior written agreement and, if they refuse, what the interruption
 * would bring upon the child (R221-5-2).
 */
export function issueDuTransfert(
  nature: NatureMesure,
  portee: PorteeTransfert,
  { informes, motifNonInformes, accord, refus }: PositionParents,
): IssueTransfert | Obstacle {
  if (regleMesure(nature).base === 'judiciaire') {
    if (refus !== null)
      return {
        champ: 'refus',
        raison: "l'accord des parents n'est pas demandé pour une mesure judiciaire (CASF R221-5-3).",
      };
    if (!informes && !motifNonInformes)
      return {
        champ: 'parents',
        raison:
          "les parents sont informés du transfert et de son effet, sauf si c'est contraire à l'intérêt de l'enfant, et le motif le dit (CASF R221-5, R221-5-1).",
      };
    return portee === 'MESURE_MAINTENUE' ? 'MESURE_MAINTENUE' : 'MESURE';
  }
  if (!informes)
    return { champ: 'parents', raison: 'les parents sont informés au préalable, sans exception (CASF R221-5-2).' };
  if (refus !== null) return issueDuRefus(refus);
  if (accord) return 'MESURE';
  return {
    champ: 'accords',
    raison:
      "l'accord écrit et préalable des parents est requis ; s'ils refusent, évaluez l'effet de l'interruption (refus, CASF R221-5-2).",
  };
}

function issueDuRefus(conclusion: Conclusion): IssueTransfert | Obstacle {
  if (conclusion === 'DANGER') return 'AUTORITE_JUDICIAIRE';
  if (conclusion === 'RISQUE') return 'INFORMATION_PREOCCUPANTE';
  return {
    champ: 'refus',
    raison: "sans l'accord des parents, et sans danger ni risque, rien n'est transmis (CASF R221-5-2).",
  };
}

/** What a collectivité answers to another that asks about a child (CASF L221-3 al. 3). No delay in the text. */
export const REPONSES_RENSEIGNEMENTS = {
  TRANSMIS: 'Les renseignements connus sont transmis',
  RIEN_DE_CONNU: "Rien n'est connu de cet enfant ni de sa famille",
} as const;
export type ReponseRenseignements = keyof typeof REPONSES_RENSEIGNEMENTS;

/** Why a collectivité asks: the purposes for which information on a family is shared (CASF L226-2-2). */
export const MOTIFS_RENSEIGNEMENTS = {
  EVALUATION: 'Évaluer une information préoccupante (CASF L226-3, L226-2-2)',
  MESURE: 'Décider ou mettre en œuvre une mesure de protection (CASF L226-2-2)',
} as const;
export type MotifRenseignements = keyof typeof MOTIFS_RENSEIGNEMENTS;

/** One paper of a document, in words: what goes across is text, so that any collectivité can read it. */
export interface PieceTransferee {
  readonly titre: string;
  /** YYYY-MM-DD. */
  readonly le: Jour;
  readonly texte: string;
}

export interface DocumentTransfere {
  readonly document: DocumentTransfert;
  /** Why nothing of it goes; null: `pieces` has it. */
  readonly absence: string | null;
  readonly pieces: readonly PieceTransferee[];
}
