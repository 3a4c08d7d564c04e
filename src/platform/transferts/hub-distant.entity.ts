import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Another hub, and what verifies its receipts. */
@Entity({ schema: 'hub', name: 'hub_distant' })
export class HubDistantRow {
  /** Name of its journal, which its receipts bear: `hub.rhone.example/journal`. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'hub_distant_pk' })
  id!: string;

  /** Its name where a UUID is wanted: the audit. */
  @Column({ type: 'uuid' })
  objetId!: string;

  /** Where it is called. */
  @Column({ type: 'text' })
  url!: string;

  /** Public keys of its receipts, as `/.well-known/hub-keys.json` has them. */
  @Column({ type: 'jsonb' })
  preuve!: unknown;

  @Column({ type: 'timestamptz' })
  enregistreLe!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  revoqueLe!: Date | null;

  /** Why it was revoked. */
  @Column({ type: 'text', nullable: true })
  motif!: string | null;
}

/** A key by which another hub signs what it sends (`signer`), or for which it is written to (`chiffrer`). */
@Entity({ schema: 'hub', name: 'cle_hub' })
@Index('cle_hub_kid', ['kid'], { unique: true })
@Index('cle_hub_de', ['hub'])
export class CleHubRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'cle_hub_pk' })
  id!: string;

  @Column({ type: 'text' })
  hub!: string;

  /** RFC 7638. */
  @Column({ type: 'text' })
  kid!: string;

  @Column({ type: 'text' })
  emploi!: 'signer' | 'chiffrer';

  @Column({ type: 'jsonb' })
  jwk!: Readonly<Record<string, string>>;

  @Column({ type: 'timestamptz' })
  creeeLe!: Date;

  /** It proves nothing any more from then on. */
  @Column({ type: 'timestamptz', nullable: true })
  retireeLe!: Date | null;
}

/** The collectivités that another hub serves: it speaks for no other. */
@Entity({ schema: 'hub', name: 'collectivite_distante' })
export class CollectiviteDistanteRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'collectivite_distante_pk' })
  collectivite!: string;

  @Column({ type: 'text' })
  hub!: string;
}

/** Messages of other hubs that were heard, as long as they could be sent again by somebody else. */
@Entity({ schema: 'hub', name: 'message_hub' })
@Index('message_hub_le', ['le'])
export class MessageHubRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'message_hub_pk' })
  hub!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'message_hub_pk' })
  jti!: string;

  @Column({ type: 'timestamptz' })
  le!: Date;
}
