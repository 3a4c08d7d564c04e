import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EtatDemandeAcces, QualiteDemandeur, RubriqueAcces } from '../../../domain/droit-acces';
import { Secret } from '../../../platform/secret/colonne';

/** A person asks for what the hub knows of them, or of their child (RGPD art. 15). The person is named nowhere here. */
@Entity({ schema: 'crip', name: 'demande_acces' })
@Index('demande_acces_collectivite', ['collectivite', 'id'])
@Index('demande_acces_enfant', ['enfantId'])
@Check('communiquee_a_deux', `etat <> 'COMMUNIQUEE' OR NOT protegee OR decidee_par <> instruite_par`)
export class DemandeAccesRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'demande_acces_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'text' })
  qualite!: QualiteDemandeur;

  /** Who transmitted, when it is who asks. */
  @Column({ type: 'text', nullable: true })
  institution!: string | null;

  @Column({ type: 'date' })
  recueLe!: string;

  /** Last day to answer (RGPD art. 12-3). */
  @Column({ type: 'date' })
  limiteLe!: string;

  /** What the service withholds in the child's interest, and why. */
  @Column({ type: 'text', array: true })
  retenues!: RubriqueAcces[];

  @Secret({ nullable: true })
  motif!: string | null;

  /** A place or a sender is to be protected: two people and a reason. */
  @Column({ type: 'boolean' })
  protegee!: boolean;

  @Column({ type: 'text' })
  etat!: EtatDemandeAcces;

  @Column({ type: 'text' })
  instruitePar!: string;

  @Column({ type: 'timestamptz' })
  instruiteLe!: Date;

  @Column({ type: 'text', nullable: true })
  decideePar!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  decideeLe!: Date | null;

  @Secret({ nullable: true })
  motifDecision!: string | null;
}
