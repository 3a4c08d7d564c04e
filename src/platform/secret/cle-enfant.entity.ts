import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The data key of one child, wrapped; or of one partner, named by its `objetId`, for the secret of its webhook.
 * Destroyed, what it sealed is gone everywhere, backups of the rows included.
 */
@Entity({ schema: 'hub', name: 'cle_enfant' })
@Index('cle_enfant_active', ['enfantId'], { unique: true, where: 'enveloppe IS NOT NULL' })
@Index('cle_enfant_kek', ['kek'], { where: 'enveloppe IS NOT NULL' })
export class CleEnfantRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'cle_enfant_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  /** Key-encryption key that wraps it. */
  @Column({ type: 'text' })
  kek!: string;

  @Column({ type: 'bytea', nullable: true })
  enveloppe!: Buffer | null;

  @Column({ type: 'timestamptz' })
  creeeLe!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  detruiteLe!: Date | null;
}
