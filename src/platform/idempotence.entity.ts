import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What was answered to a key, so that the same envoi repeated has the same answer and no second effect. */
@Entity({ schema: 'hub', name: 'idempotence' })
@Index('idempotence_le', ['le'], { type: 'brin' })
export class IdempotenceRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'idempotence_pk' })
  institution!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'idempotence_pk' })
  acte!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'idempotence_pk' })
  cle!: string;

  /** SHA-256 of the RFC 8785 form of the input, in hexadecimal. */
  @Column({ type: 'text' })
  empreinte!: string;

  /** The answer as given; it holds no person's data. */
  @Column({ type: 'jsonb' })
  reponse!: unknown;

  /** The receipt as given; none for the answers of before receipts. */
  @Column({ type: 'jsonb', nullable: true })
  recu!: unknown;

  @Column({ type: 'timestamptz' })
  le!: Date;
}
