import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Where a child goes to school, as one institution declared it. */
@Entity({ schema: 'education', name: 'scolarite' })
@Index('scolarite_enfant', ['enfantId', 'id'])
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

  @Column({ type: 'text', nullable: true })
  ine!: string | null;

  @Column({ type: 'text' })
  declareePar!: string;

  @Column({ type: 'timestamptz' })
  declareeLe!: Date;
}
