import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A meeting of the commission consultative paritaire about one foster carer (CASF L421-6, R421-23). */
@Entity({ schema: 'ase', name: 'commission_agrement' })
@Index('commission_agrement_lieu', ['lieuId', 'id'])
export class CommissionAgrementRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'commission_agrement_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  lieuId!: string;

  @Column({ type: 'text' })
  motif!: string;

  /** The foster carer was told, fifteen days before at least. */
  @Column({ type: 'date' })
  informeLe!: string;

  @Column({ type: 'date' })
  reunionLe!: string;

  /** When a decision was taken on its opinion. */
  @Column({ type: 'timestamptz', nullable: true })
  suivieLe!: Date | null;
}
