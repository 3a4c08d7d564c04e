import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CanalTransfert, MotifSignalement, SuiteParquet } from '../../../domain/suites';
import type { EmetteurInput } from '../fiche.input';
import { Secret } from '../../../platform/secret/colonne';

/** The writing sent to the procureur, or the copy of one that an institution sent him directly (CASF L226-4 I, II). */
@Entity({ schema: 'crip', name: 'signalement' })
@Index('signalement_reference', ['collectivite', 'reference'], { unique: true })
@Index('signalement_information', ['informationId'])
@Index('signalement_parquet', ['tribunal', 'id'])
@Index('signalement_juge', ['tjSaisi', 'id'], { where: 'tj_saisi IS NOT NULL' })
@Index('signalement_collectivite', ['collectivite', 'id'])
@Index('signalement_auteur', ['auteur', 'id'])
export class SignalementRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'signalement_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'uuid', nullable: true })
  informationId!: string | null;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'text' })
  tribunal!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  /** Court whose juge des enfants that procureur seized about the child; null while he has not. */
  @Column({ type: 'text', nullable: true })
  tjSaisi!: string | null;

  /** `crip-…`, or the institution that wrote to the procureur itself. */
  @Column({ type: 'text' })
  auteur!: string;

  @Column({ type: 'text', array: true })
  motifs!: MotifSignalement[];

  @Secret()
  expose!: string;

  @Secret()
  actionsMenees!: string[];

  /** Who wrote, when another institution than the CRIP did. */
  @Secret({ nullable: true })
  emetteur!: EmetteurInput | null;

  /** Null: the institution wrote to the procureur itself, the hub only has the copy. */
  @Column({ type: 'text', nullable: true })
  canal!: CanalTransfert | null;

  /** Of what went by another way: number of the registered letter, of the deposit. */
  @Secret({ nullable: true })
  preuve!: string | null;

  @Column({ type: 'timestamptz' })
  le!: Date;

  @Column({ type: 'text', nullable: true })
  suite!: SuiteParquet | null;

  @Column({ type: 'timestamptz', nullable: true })
  suiteLe!: Date | null;
}
