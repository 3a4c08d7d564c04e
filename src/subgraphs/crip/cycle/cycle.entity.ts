import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EtatInformation } from '../../../domain/lifecycle';
import type {
  CodeRetour,
  Conclusion,
  MotifSignalement,
  ObjetInformationParents,
  SuiteParquet,
} from '../../../domain/suites';

/** One step of an information's life, appended by the act that made it. */
@Entity({ schema: 'crip', name: 'transition' })
@Index('transition_information', ['informationId', 'id'])
export class TransitionRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'transition_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  informationId!: string;

  @Column({ type: 'text' })
  de!: EtatInformation;

  @Column({ type: 'text' })
  vers!: EtatInformation;

  @Column({ type: 'text' })
  acte!: string;

  /** Institution, or `hub`. */
  @Column({ type: 'text' })
  par!: string;

  @Column({ type: 'text', nullable: true })
  motif!: string | null;

  @Column({ type: 'timestamptz' })
  le!: Date;
}

export interface Evaluateur {
  readonly fonction: string;
  /** SOCIO_EDUCATIF, SOCIAL, SANTE or PSYCHOLOGIE (CASF D226-2-5 I). */
  readonly domaine: string;
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
  @Column({ type: 'text', nullable: true })
  motifException!: string | null;

  @Column({ type: 'uuid', array: true })
  enfantIds!: string[];

  @Column({ type: 'timestamptz' })
  ouverteLe!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  rendueLe!: Date | null;

  @Column({ type: 'text', nullable: true })
  conclusion!: Conclusion | null;

  @Column({ type: 'text', nullable: true })
  rapport!: string | null;

  @Column({ type: 'text', nullable: true })
  divergences!: string | null;

  @Column({ type: 'text', nullable: true })
  motifNonRencontre!: string | null;
}

/** What is asked of another institution: a missing element, or the opinion of those who know the child daily. */
@Entity({ schema: 'crip', name: 'demande' })
@Index('demande_information', ['informationId', 'id'])
@Index('demande_destinataire', ['destinataire', 'id'])
export class DemandeRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'demande_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  informationId!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'text' })
  nature!: 'COMPLEMENT' | 'AVIS';

  @Column({ type: 'text' })
  destinataire!: string;

  @Column({ type: 'text' })
  question!: string;

  @Column({ type: 'timestamptz' })
  demandeeLe!: Date;

  @Column({ type: 'text', nullable: true })
  reponse!: string | null;

  @Column({ type: 'text', nullable: true })
  reponduePar!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  repondueLe!: Date | null;
}

/** The writing sent to the procureur, or the copy of one that an institution sent him directly (CASF L226-4 I, II). */
@Entity({ schema: 'crip', name: 'signalement' })
@Index('signalement_reference', ['reference'], { unique: true })
@Index('signalement_information', ['informationId'])
@Index('signalement_parquet', ['tribunal', 'id'])
@Index('signalement_collectivite', ['collectivite', 'id'])
export class SignalementRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'signalement_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'uuid', nullable: true })
  informationId!: string | null;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'text' })
  tribunal!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  /** `crip-…`, or the institution that wrote to the procureur itself. */
  @Column({ type: 'text' })
  auteur!: string;

  @Column({ type: 'text', array: true })
  motifs!: MotifSignalement[];

  @Column({ type: 'text' })
  expose!: string;

  @Column({ type: 'text', array: true })
  actionsMenees!: string[];

  @Column({ type: 'timestamptz' })
  le!: Date;

  @Column({ type: 'text', nullable: true })
  suite!: SuiteParquet | null;

  @Column({ type: 'timestamptz', nullable: true })
  suiteLe!: Date | null;
}

/** What one sender is told, on its own clock (CASF L226-5). Drafted by each transition, sent by the CRIP. */
@Entity({ schema: 'crip', name: 'retour' })
@Index('retour_information', ['informationId', 'id'])
export class RetourRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'retour_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  informationId!: string;

  @Column({ type: 'text' })
  code!: CodeRetour;

  @Column({ type: 'timestamptz' })
  redigeLe!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  envoyeLe!: Date | null;
}

/** That the parents were told, or why not. */
@Entity({ schema: 'crip', name: 'information_parents' })
@Index('information_parents_information', ['informationId', 'id'])
export class InformationParentsRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'information_parents_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  informationId!: string;

  @Column({ type: 'text' })
  objet!: ObjetInformationParents;

  /** Null: still to be done. */
  @Column({ type: 'boolean', nullable: true })
  informes!: boolean | null;

  @Column({ type: 'text', nullable: true })
  motif!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  le!: Date | null;
}

export const CYCLE_ENTITIES = [
  TransitionRow,
  EvaluationRow,
  DemandeRow,
  SignalementRow,
  RetourRow,
  InformationParentsRow,
];
