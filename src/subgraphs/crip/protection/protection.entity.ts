import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { MotifProtection } from '../../../domain/protection';
import { Secret } from '../../../platform/secret/colonne';

/** Where this child lives is told only to those who protect it, until two people lift it: it never ends by itself. */
@Entity({ schema: 'crip', name: 'protection' })
@Index('protection_en_vigueur', ['collectivite', 'enfantId'], { unique: true, where: 'levee_le IS NULL' })
@Check('levee_a_deux', 'levee_le IS NULL OR levee_par <> levee_proposee_par')
@Index('protection_enfant', ['enfantId', 'id'])
export class ProtectionRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'protection_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'text' })
  motif!: MotifProtection;

  @Secret({ nullable: true })
  precision!: string | null;

  @Column({ type: 'text' })
  poseePar!: string;

  @Column({ type: 'timestamptz' })
  poseeLe!: Date;

  /** Confirmed since it was set: the threat was found to last. */
  @Column({ type: 'timestamptz', nullable: true })
  confirmeeLe!: Date | null;

  /** Agent or machine that proposed to lift it: whoever decides is another. */
  @Column({ type: 'text', nullable: true })
  leveeProposeePar!: string | null;

  @Secret({ nullable: true })
  motifLevee!: string | null;

  @Column({ type: 'text', nullable: true })
  leveePar!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  leveeLe!: Date | null;
}
