import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { IndexAveugle, Secret } from '../../platform/secret/colonne';

/** Where a child goes to school, as one institution declared it. */
@Entity({ schema: 'education', name: 'scolarite' })
@Index('scolarite_enfant', ['enfantId', 'id'])
@Index('scolarite_ine', ['declareePar', 'ineIndex'], { where: 'ine_index IS NOT NULL' })
export class ScolariteRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'scolarite_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'text' })
  uai!: string;

  @Column({ type: 'text', nullable: true })
  classe!: string | null;

  @Column({ type: 'text', nullable: true })
  regime!: string | null;

  @Secret({ nullable: true })
  ine!: string | null;

  @IndexAveugle('ine', 'declareePar')
  ineIndex?: Buffer | null;

  @Column({ type: 'text' })
  declareePar!: string;

  @Column({ type: 'timestamptz' })
  declareeLe!: Date;
}
