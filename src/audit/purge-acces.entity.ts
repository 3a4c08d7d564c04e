import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * How far the accesses of the journal were purged, once their time was over: their leaves stay, what they said is gone.
 * Each purge is itself a record of the journal, of the same identifier; without it, what is missing is an anomaly.
 */
@Entity({ schema: 'hub', name: 'purge_acces' })
@Index('purge_acces_jusqua', ['jusqua'], { unique: true })
export class PurgeAccesRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'purge_acces_pk' })
  id!: string;

  /** Every access of a lower position is gone. */
  @Column({ type: 'bigint' })
  jusqua!: string;

  @Column({ type: 'int' })
  nombre!: number;

  @Column({ type: 'timestamptz' })
  le!: Date;
}
