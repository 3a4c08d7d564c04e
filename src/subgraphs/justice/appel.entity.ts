import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SensArret } from '../../domain/parties-decision';

/** An appeal against a decision (CPC 1191): one for each party notified, one for the ministère public. */
@Entity({ schema: 'justice', name: 'appel' })
@Index('appel_decision', ['decisionId', 'id'])
@Index('appel_partie', ['notificationId'], { unique: true, where: 'notification_id IS NOT NULL' })
@Index('appel_ministere_public', ['decisionId'], { unique: true, where: 'notification_id IS NULL' })
export class AppelRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'appel_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  decisionId!: string;

  /** Null: the ministère public. */
  @Column({ type: 'uuid', nullable: true })
  notificationId!: string | null;

  @Column({ type: 'date' })
  declareLe!: string;

  /** Declared once the time to appeal had passed. */
  @Column({ type: 'boolean' })
  horsDelai!: boolean;

  /** What the cour d'appel ruled, and when; null: not yet, or not known here. */
  @Column({ type: 'date', nullable: true })
  arretLe!: string | null;

  @Column({ type: 'text', nullable: true })
  arretSens!: SensArret | null;

  @Column({ type: 'timestamptz' })
  enregistreLe!: Date;

  @Column({ type: 'text' })
  empreinte!: string;
}
