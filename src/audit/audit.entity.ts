import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Filled by PostgreSQL: what the sequencer goes by (docs/decisions/0009). */
const TRANSACTION = { type: 'bigint', default: () => 'hub.transaction_courante()' } as const;

/**
 * One accepted act: who did what on which objects, and when. Appended in the act's own transaction; a leaf of the
 * journal. Identifiers and digests only.
 */
@Entity({ schema: 'hub', name: 'audit' })
@Index('audit_objet', ['objetIds'], { type: 'gin' })
@Index('audit_reference', ['reference'], { where: 'reference IS NOT NULL' })
@Index('audit_transaction', ['transactionId', 'id'])
export class AuditRow {
  /** Also the identifier of the receipt. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'audit_pk' })
  id!: string;

  @Column({ type: 'text' })
  acte!: string;

  @Column({ type: 'text' })
  institution!: string;

  @Column({ type: 'text' })
  acteur!: string;

  /** One per object; none when the act found everything already done. */
  @Column({ type: 'text', array: true })
  objetTypes!: string[];

  @Column({ type: 'uuid', array: true })
  objetIds!: string[];

  @Column({ type: 'text', nullable: true })
  reference!: string | null;

  @Column({ type: 'text', nullable: true })
  empreinte!: string | null;

  @Column({ type: 'timestamptz' })
  le!: Date;

  /** The key that signed the receipt; none for what the hub does by itself. */
  @Column({ type: 'text', nullable: true })
  kid!: string | null;

  /** Ed25519, base64url. */
  @Column({ type: 'text', nullable: true })
  signature!: string | null;

  @Column(TRANSACTION)
  transactionId?: string;
}

/**
 * What one operation opened of one child: who, for which purpose, which objects, and when. Written before the answer
 * is sent; a leaf of the journal. Identifiers only.
 */
@Entity({ schema: 'hub', name: 'acces' })
@Index('acces_enfant', ['enfantId', 'id'])
@Index('acces_objet', ['objetIds'], { type: 'gin' })
@Index('acces_transaction', ['transactionId', 'id'])
export class AccesRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'acces_pk' })
  id!: string;

  /** The request, as the log and the errors name it. */
  @Column({ type: 'text' })
  operation!: string;

  @Column({ type: 'text' })
  institution!: string;

  @Column({ type: 'text' })
  acteur!: string;

  /** Code of the purpose that the caller stated (CASF L226-3, last paragraph). */
  @Column({ type: 'text', nullable: true })
  finalite!: string | null;

  /** Null: objects that concern no child. */
  @Column({ type: 'uuid', nullable: true })
  enfantId!: string | null;

  @Column({ type: 'text', array: true })
  objetTypes!: string[];

  @Column({ type: 'uuid', array: true })
  objetIds!: string[];

  @Column({ type: 'timestamptz' })
  le!: Date;

  @Column(TRANSACTION)
  transactionId?: string;
}
