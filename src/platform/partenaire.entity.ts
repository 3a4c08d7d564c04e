import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An institution registered with the hub. */
@Entity({ schema: 'hub', name: 'partenaire' })
export class PartenaireRow {
  /** UAI, FINESS, code of a tribunal, `crip-31`, `ase-31`, `DDD`, `SNATED`. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'partenaire_pk' })
  id!: string;

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

  /** Standard Webhooks secret (`whsec_…`). */
  @Column({ type: 'text', nullable: true })
  webhookSecret!: string | null;
}
