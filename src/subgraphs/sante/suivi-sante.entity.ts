import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Which hospital follows a child, as that hospital declared it. */
@Entity({ schema: 'sante', name: 'suivi' })
@Index('suivi_enfant', ['enfantId', 'id'])
export class SuiviSanteRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'suivi_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'text' })
  finess!: string;

  @Column({ type: 'text', nullable: true })
  rpps!: string | null;

  /** Never a pivot, never leaves the hospital's envelope (CSP L1111-8-1). */
  @Column({ type: 'text', nullable: true })
  insMatricule!: string | null;

  @Column({ type: 'text', nullable: true })
  insOid!: string | null;

  @Column({ type: 'text' })
  declarePar!: string;

  @Column({ type: 'timestamptz' })
  declareLe!: Date;
}
