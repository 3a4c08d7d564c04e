import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { IndexAveugle, Secret } from '../../platform/secret/colonne';

/** Which hospital follows a child, as that hospital declared it. */
@Entity({ schema: 'sante', name: 'suivi' })
@Index('suivi_enfant', ['enfantId', 'id'])
@Index('suivi_ins', ['declarePar', 'insIndex'], { where: 'ins_index IS NOT NULL' })
export class SuiviSanteRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'suivi_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'text' })
  finess!: string;

  @Secret({ nullable: true })
  rpps!: string | null;

  /** Never a pivot, never leaves the hospital's envelope (CSP L1111-8-1). */
  @Secret({ nullable: true })
  insMatricule!: string | null;

  @Secret({ nullable: true })
  insOid!: string | null;

  @IndexAveugle('insMatricule', 'declarePar')
  insIndex?: Buffer | null;

  @Column({ type: 'text' })
  declarePar!: string;

  @Column({ type: 'timestamptz' })
  declareLe!: Date;
}
