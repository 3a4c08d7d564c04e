import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Recu } from '../audit/recu';
import type { Completude } from '../domain/olinpe-completude';
import type { Annexe } from '../domain/olinpe-types';

/** The yearly file of one sender: owed from 1 January, made once, then never changed (CASF D226-3-7). */
@Entity({ schema: 'hub', name: 'extraction_olinpe' })
@Index('extraction_olinpe_annee', ['emetteur', 'annexe', 'annee'], { unique: true })
export class ExtractionOlinpeRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'extraction_olinpe_pk' })
  id!: string;

  @Column({ type: 'text' })
  annexe!: Annexe;

  /** Collectivité of the ASE, or court of the juge des enfants. */
  @Column({ type: 'text' })
  emetteur!: string;

  @Column({ type: 'smallint' })
  annee!: number;

  @Column({ type: 'timestamptz' })
  ouverteLe!: Date;

  /** The cut-off: what the hub knew then is what the file says. */
  @Column({ type: 'timestamptz', nullable: true })
  extraiteLe!: Date | null;

  /** Columns of that day: the table of variables may grow since. */
  @Column({ type: 'text', array: true, nullable: true })
  variables!: string[] | null;

  @Column({ type: 'jsonb', nullable: true })
  completude!: Completude | null;

  /** Extensions of what was provisional: no event of the annexe names them. */
  @Column({ type: 'int', nullable: true })
  prolongations!: number | null;

  /** Names of the keys of the pseudonyms: the one in use and, when there is one, the one before. */
  @Column({ type: 'text', array: true, nullable: true })
  cles!: string[] | null;

  /** SHA-256 of the file, in hexadecimal. */
  @Column({ type: 'text', nullable: true })
  empreinteCsv!: string | null;

  @Column({ type: 'text', nullable: true })
  empreinteXml!: string | null;

  /** The signed receipt of the extraction: the digest of the CSV file is in it. */
  @Column({ type: 'jsonb', nullable: true })
  recu!: Recu | null;
}

/** One record of an extraction: pseudonyms, codes and months, no name. */
@Entity({ schema: 'hub', name: 'enregistrement_olinpe' })
export class EnregistrementOlinpeRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'enregistrement_olinpe_pk' })
  extractionId!: string;

  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'enregistrement_olinpe_pk' })
  rang!: number;

  @Column({ type: 'jsonb' })
  valeurs!: string[];
}
