import type { IdentiteEnfant } from '../../../domain/enfant';
import type { DocumentTransfere, IssueTransfert } from '../../../domain/transfert-dossier';
import type { EcheanceRow } from '../../../platform/echeance.entity';
import type { EntretienRow } from '../majorite/entretien.entity';
import type { MesureRow, RapportRow, RenouvellementRow } from '../mesures/mesure.entity';
import type { ExamenStatutRow } from '../statut/statut.entity';

/** A row as JSON has it: instants are ISO 8601 text. */
export type Plat<T> = {
  readonly [K in keyof T]: T[K] extends Date
    ? string
    : T[K] extends Date | null
      ? string | null
      : T[K] extends Date[]
        ? readonly string[]
        : T[K];
};

/** Of a measure, what is true wherever it is carried out: neither the place nor the referent, which the arrival chooses. */
export const CHAMPS_MESURE = [
  ...(['nature', 'tribunal', 'debut', 'terme', 'dateNaissance', 'confieA', 'lieuSecret', 'estMna'] as const),
  ...(['decisionId', 'consentement', 'jeuneMajeur', 'renouvellements', 'prolongations'] as const),
  ...(['projetEtabliLe', 'motifExamen'] as const),
] as const satisfies readonly (keyof MesureRow)[];

type Partie<E extends { id: string; mesureId: string }> = Plat<Omit<E, 'id' | 'mesureId'>>;
export type HorlogeTransferee = Plat<Omit<EcheanceRow, 'id' | 'sujetId' | 'collectivite'>>;

/** A measure that goes on elsewhere, with what was recorded of it and its clocks at their own dates. */
export interface MesureTransferee extends Plat<Pick<MesureRow, (typeof CHAMPS_MESURE)[number]>> {
  readonly renouvellementsFaits: readonly Partie<RenouvellementRow>[];
  readonly rapports: readonly Partie<RapportRow>[];
  readonly examens: readonly Partie<ExamenStatutRow>[];
  readonly entretiens: readonly Partie<EntretienRow>[];
  /** Those that run: the date on which each started, and falls, does not move. */
  readonly horloges: readonly HorlogeTransferee[];
}

/**
 * Everything that goes from one collectivité to another with a case (CASF R221-6): JSON and nothing else, so that it is the
 * same between two collectivités of one hub and between two hubs.
 */
export interface DossierTransfere {
  readonly version: 1;
  /** Of the transfer. */
  readonly reference: string;
  readonly de: string;
  readonly vers: string;
  readonly issue: IssueTransfert;
  readonly enfant: IdentiteEnfant;
  /** Null when the measure stays, or does not go on. */
  readonly mesure: MesureTransferee | null;
  readonly documents: readonly DocumentTransfere[];
  readonly conservationAns: number;
  /** Instant of the transfer. */
  readonly le: string;
}

/** @returns the same value, as JSON has it */
export function aplatir<T>(valeur: T): Plat<T> {
  return JSON.parse(JSON.stringify(valeur)) as Plat<T>;
}
