import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { NatureDecision } from '../../domain/mesures-judiciaires';
import type { NotifierDecisionInput as Input } from './decision.input';
import type { PartieDecision } from '../../domain/parties-decision';
import { Secret } from '../../platform/secret/colonne';

/** What only those who carry the decision out read of it. */
export type ContenuDecision = {
  [
    K in
      | 'magistrat'
      | 'motifs'
      | 'confieA'
      | 'droitsParents'
      | 'evaluationTiersRealisee'
      | 'urgence'
      | 'auditionEnfant'
      | 'motifSansAudition'
      | 'lieuAnonyme'
  ]: Input[K] | undefined;
};

/** Decision of a juge des enfants (C. civ. 375 to 375-9). */
@Entity({ schema: 'justice', name: 'decision' })
@Index('decision_reference', ['tj', 'reference'], { unique: true })
@Index('decision_juge', ['tj', 'id'])
@Index('decision_collectivite', ['collectivite', 'id'])
@Index('decision_enfant', ['enfantId', 'id'])
@Index('decision_rendue', ['tj', 'rendueLe'])
@Index('decision_finie', ['tj', 'finLe'], { where: 'fin_le IS NOT NULL' })
export class DecisionRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'decision_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'text' })
  tj!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'uuid', nullable: true })
  requeteId!: string | null;

  @Column({ type: 'text' })
  nature!: NatureDecision;

  /** Of the measure: the nature itself or, for a renewal, that of the decision renewed. */
  @Column({ type: 'text' })
  natureMesure!: NatureDecision;

  @Column({ type: 'uuid', nullable: true })
  decisionRenouveleeId!: string | null;

  @Column({ type: 'timestamptz' })
  rendueLe!: Date;

  @Column({ type: 'boolean' })
  provisoire!: boolean;

  @Column({ type: 'boolean' })
  sansAudience!: boolean;

  @Column({ type: 'int', nullable: true })
  mois!: number | null;

  @Column({ type: 'date', nullable: true })
  terme!: string | null;

  /** Extension of a provisional measure (CPC 1185 al. 2): one only. */
  @Column({ type: 'timestamptz', nullable: true })
  prolongeeLe!: Date | null;

  @Column({ type: 'date', nullable: true })
  prolongeeJusquAu!: string | null;

  @Column({ type: 'date', nullable: true })
  avisDuProcureurLe!: string | null;

  /** When a later decision ended or replaced it. */
  @Column({ type: 'timestamptz', nullable: true })
  finLe!: Date | null;

  @Secret()
  contenu!: ContenuDecision;

  @Column({ type: 'timestamptz' })
  transmiseLe!: Date;

  @Column({ type: 'text' })
  empreinte!: string;
}

/** A party to whom the decision was notified: its own appeal starts then (CPC 1191). */
@Entity({ schema: 'justice', name: 'notification_partie' })
@Index('notification_partie_decision', ['decisionId', 'id'])
export class NotificationPartieRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'notification_partie_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  decisionId!: string;

  @Column({ type: 'text' })
  partie!: PartieDecision;

  @Column({ type: 'date' })
  le!: string;

  /** INSEE code of a département, an overseas collectivity or a commune; `ETRANGER`; null: near the court. */
  @Column({ type: 'text', nullable: true })
  residence!: string | null;
}
