import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CanalTransfert } from '../../../domain/suites';
import { Secret } from '../../../platform/secret/colonne';

/** An information handed over to the collectivité that is competent (CASF L221-3, R221-7). */
@Entity({ schema: 'crip', name: 'transfert' })
@Index('transfert_information', ['informationId'])
@Index('transfert_arrivee', ['arriveeId'], { where: 'arrivee_id IS NOT NULL' })
export class TransfertRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'transfert_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'uuid' })
  informationId!: string;

  /** The information that it becomes there; null: that CRIP is not on the hub. */
  @Column({ type: 'uuid', nullable: true })
  arriveeId!: string | null;

  /** Collectivités. */
  @Column({ type: 'text' })
  de!: string;

  @Column({ type: 'text' })
  vers!: string;

  @Column({ type: 'text' })
  referenceDepart!: string;

  @Column({ type: 'text', nullable: true })
  referenceArrivee!: string | null;

  @Column({ type: 'text' })
  canal!: CanalTransfert;

  /** Of what went by another way: number of the registered letter, of the deposit. */
  @Secret({ nullable: true })
  preuve!: string | null;

  @Column({ type: 'timestamptz' })
  le!: Date;
}
