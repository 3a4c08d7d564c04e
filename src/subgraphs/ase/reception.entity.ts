import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Canal, SujetAstreinte } from '../../domain/escalade';
import { Secret } from '../../platform/secret/colonne';

/** The reception by the ASE of an urgent measure, or of an urgent information: open until a person acknowledges it. */
@Entity({ schema: 'ase', name: 'reception' })
@Index('reception_due', ['prochaineLe'], { where: 'accusee_le IS NULL' })
export class ReceptionRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'reception_pk' })
  sujetId!: string;

  @Column({ type: 'text' })
  sujetType!: SujetAstreinte;

  @Column({ type: 'text' })
  collectivite!: string;

  /** Whose parquet ordered the measure; null for an information. */
  @Column({ type: 'text', nullable: true })
  tribunal!: string | null;

  @Column({ type: 'timestamptz' })
  ouverteLe!: Date;

  /** Last rung that was told; 0: none yet. */
  @Column({ type: 'int' })
  rang!: number;

  /** When the next rung is told. */
  @Column({ type: 'timestamptz' })
  prochaineLe!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  accuseeLe!: Date | null;

  /** Function of the person who acknowledged. */
  @Column({ type: 'text', nullable: true })
  accuseePar!: string | null;
}

/** Who was told, by which channel, when. Appended, never changed. */
@Entity({ schema: 'ase', name: 'escalade' })
export class EscaladeRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'escalade_pk' })
  sujetId!: string;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'escalade_pk' })
  rang!: number;

  @Column({ type: 'text' })
  fonction!: string;

  @Column({ type: 'text' })
  canal!: Canal;

  @Column({ type: 'timestamptz' })
  le!: Date;
}

/** The ladder of one collectivité, when it is not the default one. */
@Entity({ schema: 'ase', name: 'palier' })
export class PalierRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'palier_pk' })
  collectivite!: string;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'palier_pk' })
  rang!: number;

  @Column({ type: 'int' })
  apresMinutes!: number;

  @Column({ type: 'text' })
  fonction!: string;

  @Column({ type: 'text' })
  canal!: Canal;
}

/** The reply owed to the Défenseur, then given. */
@Entity({ schema: 'ase', name: 'reponse_saisine' })
export class ReponseSaisineRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'reponse_saisine_pk' })
  saisineId!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Secret({ nullable: true })
  reponse!: string | null;

  @Secret({ nullable: true })
  reponduePar!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  repondueLe!: Date | null;
}
