import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Conclusion, DomaineEvaluateur, NatureDemande } from '../../../domain/suites';
import { Secret } from '../../../platform/secret/colonne';

export interface Evaluateur {
  readonly fonction: string;
  readonly domaine: DomaineEvaluateur;
  readonly suitLaFamille: boolean;
}

/** One evaluation of a home: the minor and all the other minors of it (CASF L226-3 al. 3). */
@Entity({ schema: 'crip', name: 'evaluation' })
@Index('evaluation_information', ['informationId'])
export class EvaluationRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'evaluation_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  informationId!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  /** Territorial team entrusted with it. */
  @Column({ type: 'text' })
  equipe!: string;

  @Column({ type: 'jsonb' })
  evaluateurs!: Evaluateur[];

  /** Why a professional who follows the family takes part all the same (D226-2-5 III: « sauf exception »). */
  @Secret({ nullable: true })
  motifException!: string | null;

  @Column({ type: 'uuid', array: true })
  enfantIds!: string[];

  @Column({ type: 'timestamptz' })
  ouverteLe!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  rendueLe!: Date | null;

  @Column({ type: 'text', nullable: true })
  conclusion!: Conclusion | null;

  @Secret({ nullable: true })
  rapport!: string | null;

  @Secret({ nullable: true })
  divergences!: string | null;

  @Secret({ nullable: true })
  motifNonRencontre!: string | null;
}

/** What is asked of another institution: a missing element, or the opinion of those who know the child daily. */
@Entity({ schema: 'crip', name: 'demande' })
@Index('demande_information', ['informationId', 'id'])
@Index('demande_destinataire', ['destinataire', 'id'])
@Index('demande_collectivite', ['collectivite', 'id'])
export class DemandeRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'demande_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  informationId!: string;

  /** Of the information: the recipient is told it, and reads nothing else of it. */
  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'text' })
  nature!: NatureDemande;

  @Column({ type: 'text' })
  destinataire!: string;

  @Secret()
  question!: string;

  @Column({ type: 'timestamptz' })
  demandeeLe!: Date;

  @Secret({ nullable: true })
  reponse!: string | null;

  @Secret({ nullable: true })
  reponduePar!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  repondueLe!: Date | null;
}
