import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What the authorization server keeps for a while: above all, the identifiers of the proofs already used. */
@Entity({ schema: 'hub', name: 'oidc' })
@Index('oidc_expiration', ['expireLe'])
export class OidcRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'oidc_pk' })
  modele!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'oidc_pk' })
  id!: string;

  @Column({ type: 'jsonb' })
  contenu!: Readonly<Record<string, unknown>>;

  @Column({ type: 'timestamptz' })
  expireLe!: Date;
}
