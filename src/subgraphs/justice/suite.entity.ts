import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SuiteParquet } from '../../domain/suites';
import { Secret } from '../../platform/secret/colonne';

/** What the procureur decided on a signalement (CASF L226-4 I). Each decision is kept: the latest one stands. */
@Entity({ schema: 'justice', name: 'suite' })
@Index('suite_reference', ['tj', 'reference'], { unique: true })
@Index('suite_signalement', ['signalementId', 'id'])
export class SuiteRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'suite_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'text' })
  tj!: string;

  @Column({ type: 'uuid' })
  signalementId!: string;

  @Column({ type: 'text' })
  suite!: SuiteParquet;

  @Column({ type: 'timestamptz' })
  le!: Date;

  @Secret({ nullable: true })
  commentaire!: string | null;

  @Column({ type: 'timestamptz' })
  enregistreeLe!: Date;

  @Column({ type: 'text' })
  empreinte!: string;
}
