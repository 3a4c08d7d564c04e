import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CategorieDossier } from '../../../domain/retention';

/** Where a child's file stands: written by the worker and by triggers (migration 0290), never by an act. */
@Entity({ schema: 'crip', name: 'conservation' })
@Index('conservation_examen', ['examenLe', 'id'])
@Index('conservation_archive', ['collectivite', 'id'], { where: 'archive_le IS NOT NULL' })
export class ConservationRow {
  /** The child. */
  @PrimaryColumn({ type: 'uuid', name: 'enfant_id', primaryKeyConstraintName: 'conservation_pk' })
  id!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  /** Day on which the worker looks at it next. */
  @Column({ type: 'date' })
  examenLe!: string;

  /** In the restricted archive since; null: in the active base. */
  @Column({ type: 'timestamptz', nullable: true })
  archiveLe!: Date | null;

  /** Row of the table that ended the active base, and its last day. */
  @Column({ type: 'text', nullable: true })
  regle!: CategorieDossier | null;

  @Column({ type: 'date', nullable: true })
  finActive!: string | null;

  /** Row that sets the last day on which it must be kept. */
  @Column({ type: 'text', nullable: true })
  regleFinale!: CategorieDossier | null;

  @Column({ type: 'date', nullable: true })
  finConservation!: string | null;

  /** Last time that it came back from the archive. */
  @Column({ type: 'timestamptz', nullable: true })
  revenuLe!: Date | null;
}
