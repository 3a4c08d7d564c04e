import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The order that the sequencer gave to the records, and the hash chain over it. */
@Entity({ schema: 'hub', name: 'journal' })
@Index('journal_source', ['sourceId'], { unique: true })
export class FeuilleRow {
  /** From 0, without a gap. */
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'journal_pk' })
  position!: string;

  /** Of `SOURCES`: the table that holds the record. */
  @Column({ type: 'text' })
  nature!: string;

  @Column({ type: 'uuid' })
  sourceId!: string;

  /** RFC 9162: SHA-256(0x00 || record). */
  @Column({ type: 'bytea' })
  hash!: Buffer;

  /** SHA-256(link before || hash). */
  @Column({ type: 'bytea' })
  chaine!: Buffer;
}

/** Complete subtrees above the leaves, so that a proof reads log n rows and computes nothing. */
@Entity({ schema: 'hub', name: 'journal_noeud' })
export class NoeudRow {
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'journal_noeud_pk' })
  niveau!: number;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'journal_noeud_pk' })
  indice!: string;

  @Column({ type: 'bytea' })
  hash!: Buffer;
}

/** A signed note: this journal had this size, this root and this last link. */
@Entity({ schema: 'hub', name: 'point_de_controle' })
export class PointDeControleRow {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'point_de_controle_pk' })
  taille!: string;

  @Column({ type: 'text' })
  note!: string;

  @Column({ type: 'timestamptz' })
  le!: Date;
}

/** Where the sequencer stands: one row, locked by the one that works. Not evidence: it can be rebuilt. */
@Entity({ schema: 'hub', name: 'journal_etat' })
@Check('journal_etat_seul', 'seul')
export class EtatJournalRow {
  @PrimaryColumn({ type: 'boolean', primaryKeyConstraintName: 'journal_etat_pk', default: true })
  seul!: boolean;

  /** Every record of an older transaction is in the journal. */
  @Column({ type: 'bigint' })
  horizon!: string;

  /** The cluster that `horizon` counts in: restored elsewhere, transactions are numbered anew. */
  @Column({ type: 'text' })
  grappe!: string;
}
