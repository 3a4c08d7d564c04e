import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Secret } from '../../../platform/secret/colonne';
import type { ConclusionRevue, MotifUrgence } from '../../../domain/acces-urgence';

/** A CRIP on call opened the file of a child that another collectivité knows. It ends by itself: nothing closes it. */
@Entity({ schema: 'crip', name: 'acces_urgence' })
@Index('acces_urgence_institution', ['institution', 'enfantId', 'jusquAu'])
@Index('acces_urgence_collectivite', ['collectivite', 'id'])
export class AccesUrgenceRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'acces_urgence_pk' })
  id!: string;

  /** CRIP that opened it. */
  @Column({ type: 'text' })
  institution!: string;

  /** Agent or machine that opened it: whoever reviews it is another. */
  @Column({ type: 'text' })
  ouvertPar!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  /** Where the child is known. */
  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'text' })
  motif!: MotifUrgence;

  @Secret({ nullable: true })
  precision!: string | null;

  @Column({ type: 'timestamptz' })
  ouvertLe!: Date;

  @Column({ type: 'timestamptz' })
  jusquAu!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  revuLe!: Date | null;

  @Column({ type: 'text', nullable: true })
  revuPar!: string | null;

  @Column({ type: 'text', nullable: true })
  conclusion!: ConclusionRevue | null;

  @Secret({ nullable: true })
  observation!: string | null;
}
