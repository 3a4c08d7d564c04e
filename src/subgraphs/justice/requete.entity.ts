import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Secret } from '../../platform/secret/colonne';

/** The procureur's requête to the juge des enfants (C. civ. 375 al. 1, 375-5 al. 2). */
@Entity({ schema: 'justice', name: 'requete' })
@Index('requete_reference', ['tj', 'reference'], { unique: true })
@Index('requete_mesure', ['mesureUrgenteId'], { unique: true, where: 'mesure_urgente_id IS NOT NULL' })
@Index('requete_juge', ['tj', 'id'])
@Index('requete_parquet', ['parquet', 'id'])
@Index('requete_collectivite', ['collectivite', 'id'])
@Index('requete_enfant', ['enfantId', 'id'])
export class RequeteRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'requete_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  /** Court whose juge des enfants is seized: the seat of the tribunal pour enfants. */
  @Column({ type: 'text' })
  tj!: string;

  /** Court of the procureur who seizes it. */
  @Column({ type: 'text' })
  parquet!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'uuid', nullable: true })
  mesureUrgenteId!: string | null;

  @Column({ type: 'uuid', nullable: true })
  signalementId!: string | null;

  /** Start of J2: neither the signature of the requête nor the order of the procureur. */
  @Column({ type: 'timestamptz' })
  recueAuGreffeLe!: Date;

  /** When the judge hears the parties; null while it is not fixed. */
  @Column({ type: 'timestamptz', nullable: true })
  audienceLe!: Date | null;

  /** Other than the seat of the court (CPC 1188). */
  @Column({ type: 'text', nullable: true })
  audienceLieu!: string | null;

  /** When the summons left. */
  @Column({ type: 'date', nullable: true })
  convocationsLe!: string | null;

  @Secret()
  motifs!: string;

  @Column({ type: 'timestamptz' })
  transmiseLe!: Date;

  @Column({ type: 'text' })
  empreinte!: string;
}
