import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { NaturePassage } from '../../../domain/passages';
import { Secret } from '../../../platform/secret/colonne';

/** A child in the ASE's charge was seen at a hospital. Of any other child there is no row. */
@Entity({ schema: 'ase', name: 'passage' })
@Index('passage_mesure', ['mesureId', 'id'])
@Index('passage_enfant', ['enfantId'])
export class PassageRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'passage_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'uuid' })
  mesureId!: string;

  /** Where and why say where the child is, and something of its health. */
  @Secret()
  finess!: string;

  @Secret()
  nature!: NaturePassage;

  @Column({ type: 'timestamptz' })
  le!: Date;

  @Column({ type: 'timestamptz' })
  signaleLe!: Date;
}
