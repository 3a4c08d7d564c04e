import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EtatElimination, MotifRefusVisa } from '../../../domain/archives';
import type { CategorieDossier } from '../../../domain/retention';

/**
 * The destruction of a child's file (C. patrimoine L212-2, R212-14): listed by the hub, signed by the archivist, proposed
 * by one person, decided by another.
 */
@Entity({ schema: 'crip', name: 'elimination' })
@Index('elimination_collectivite', ['collectivite', 'id'])
@Index('elimination_en_attente', ['enfantId'], { unique: true, where: `etat IN ('A_VISER', 'VISEE', 'PROPOSEE')` })
@Check('elimination_visee', `etat NOT IN ('VISEE', 'PROPOSEE', 'EXECUTEE') OR visa IS NOT NULL`)
@Check('elimination_a_deux', `etat <> 'EXECUTEE' OR decidee_par <> proposee_par`)
export class EliminationRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'elimination_pk' })
  id!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  /** Kept once the child is gone from the hub: it names nobody any more. */
  @Column({ type: 'uuid' })
  enfantId!: string;

  /** Row of the retention table that set the end; none for those of before the table. */
  @Column({ type: 'text', nullable: true })
  regle!: CategorieDossier | null;

  /** Last day that the file had to be kept. */
  @Column({ type: 'date' })
  finConservation!: string;

  /** First and last operations recorded in it. */
  @Column({ type: 'date', nullable: true })
  premierLe!: string | null;

  @Column({ type: 'date', nullable: true })
  dernierLe!: string | null;

  @Column({ type: 'text' })
  etat!: EtatElimination;

  @Column({ type: 'timestamptz' })
  listeeLe!: Date;

  /** Reference of the visa of the State's archives controller. */
  @Column({ type: 'text', nullable: true })
  visa!: string | null;

  /** `sub` of the archivist; none for a visa given on paper. */
  @Column({ type: 'text', nullable: true })
  viseePar!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  viseeLe!: Date | null;

  @Column({ type: 'text', nullable: true })
  motifRefus!: MotifRefusVisa | null;

  /** Refused: day from which it may be listed again; none: never. */
  @Column({ type: 'date', nullable: true })
  reproposerLe!: string | null;

  /** `sub` of the token: a person, or the machine that speaks for one. */
  @Column({ type: 'text', nullable: true })
  proposeePar!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  proposeeLe!: Date | null;

  @Column({ type: 'text', nullable: true })
  decideePar!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  decideeLe!: Date | null;
}
