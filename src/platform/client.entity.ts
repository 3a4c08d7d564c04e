import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a stolen access token lacks to be used: the TLS key (RFC 8705) or the DPoP key (RFC 9449) of its client. */
export const CONTRAINTES = ['AUCUNE', 'MTLS', 'DPOP'] as const;
export type Contrainte = (typeof CONTRAINTES)[number];

/** A machine of a partner that asks for access tokens. */
@Entity({ schema: 'hub', name: 'client' })
@Index('client_nom', ['clientId'], { unique: true })
@Index('client_institution', ['institution'])
export class ClientRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'client_pk' })
  id!: string;

  /** `client_id` of RFC 6749. */
  @Column({ type: 'text' })
  clientId!: string;

  @Column({ type: 'text' })
  institution!: string;

  @Column({ type: 'text', array: true })
  scopes!: string[];

  @Column({ type: 'text' })
  contrainte!: Contrainte;

  @Column({ type: 'timestamptz' })
  creeLe!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  revoqueLe!: Date | null;

  /** Why it was revoked. */
  @Column({ type: 'text', nullable: true })
  motif!: string | null;
}

/** A public key by which a client proves who it is. */
@Entity({ schema: 'hub', name: 'cle_client' })
@Index('cle_client_kid', ['clientId', 'kid'], { unique: true })
export class CleClientRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'cle_client_pk' })
  id!: string;

  @Column({ type: 'text' })
  clientId!: string;

  @Column({ type: 'text' })
  kid!: string;

  @Column({ type: 'jsonb' })
  jwk!: Readonly<Record<string, string>>;

  @Column({ type: 'timestamptz' })
  creeLe!: Date;

  /** It proves nothing any more from then on. */
  @Column({ type: 'timestamptz', nullable: true })
  retireeLe!: Date | null;

  /** Why it was revoked. */
  @Column({ type: 'text', nullable: true })
  motif!: string | null;
}
