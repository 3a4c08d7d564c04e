import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Secret } from './secret/colonne';

/** An institution registered with the hub. */
@Entity({ schema: 'hub', name: 'partenaire' })
@Index('partenaire_externe', ['identifiantExterne'], { unique: true })
export class PartenaireRow {
  /** UAI, FINESS, code of a tribunal, `crip-31`, `ase-31`, `DDD`, `SNATED`. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'partenaire_pk' })
  id!: string;

  /** Its name where a UUID is wanted: the audit, the outbox. */
  @Column({ type: 'uuid', generated: 'uuid' })
  objetId!: string;

  @Column({ type: 'text' })
  nom!: string;

  @Column({ type: 'text' })
  role!: string;

  /** Collectivité, tribunal, or null when national. */
  @Column({ type: 'text', nullable: true })
  territoire!: string | null;

  /** Where its software listens; null: it pulls its inbox. */
  @Column({ type: 'text', nullable: true })
  webhookUrl!: string | null;

  /** Standard Webhooks secret (`whsec_…`), sealed under a key of this partner (`objetId`). */
  @Secret({ nullable: true })
  webhookSecret!: string | null;

  /** What an outside issuer calls it in its tokens (SIRET of ProConnect, structure of Pro Santé Connect). */
  @Column({ type: 'text', nullable: true })
  identifiantExterne!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  revoqueLe!: Date | null;

  /** Why it was revoked. */
  @Column({ type: 'text', nullable: true })
  motif!: string | null;
}
