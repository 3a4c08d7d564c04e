import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { TypeSaisine } from '../../domain/code-lists';
import { Secret } from '../../platform/secret/colonne';

/** Referral of the Défenseur to the président du conseil départemental (LO 2011-333 art. 18, 35). */
@Entity({ schema: 'defenseur', name: 'saisine' })
@Index('saisine_reference', ['collectivite', 'reference'], { unique: true })
@Index('saisine_collectivite', ['collectivite', 'id'])
@Index('saisine_enfant', ['enfantId', 'id'])
export class SaisineRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'saisine_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'text' })
  type!: TypeSaisine;

  @Column({ type: 'timestamptz' })
  transmiseLe!: Date;

  /** The delay he fixed, in days. */
  @Column({ type: 'int' })
  delaiReponseJours!: number;

  @Secret()
  faits!: string;

  @Secret()
  verificationsDemandees!: string[];

  /** Who complained to him: a quality, never a name. */
  @Column({ type: 'text', nullable: true })
  qualiteReclamant!: string | null;

  @Column({ type: 'text' })
  empreinte!: string;
}
