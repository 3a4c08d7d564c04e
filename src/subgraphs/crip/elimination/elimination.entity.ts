import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What becomes of a proposal to destroy a child's file. */
export const ETATS_ELIMINATION = {
  PROPOSEE: 'Proposée : une autre personne décide',
  REFUSEE: 'Refusée : le dossier est gardé',
  EXECUTEE: 'Exécutée : la clé et le dossier sont détruits',
} as const;
export type EtatElimination = keyof typeof ETATS_ELIMINATION;

/** The destruction of a child's file (C. patrimoine L212-2, R212-14), proposed by one person, decided by another. */
@Entity({ schema: 'crip', name: 'elimination' })
@Index('elimination_collectivite', ['collectivite', 'id'])
@Index('elimination_en_attente', ['enfantId'], { unique: true, where: `etat = 'PROPOSEE'` })
export class EliminationRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'elimination_pk' })
  id!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  /** Kept once the child is gone from the hub: it names nobody any more. */
  @Column({ type: 'uuid' })
  enfantId!: string;

  /** Reference of the visa of the State's archives controller. */
  @Column({ type: 'text' })
  visa!: string;

  /** Last day that the file had to be kept. */
  @Column({ type: 'date' })
  finConservation!: string;

  @Column({ type: 'text' })
  etat!: EtatElimination;

  /** `sub` of the token: a person, or the machine that speaks for one. */
  @Column({ type: 'text' })
  proposeePar!: string;

  @Column({ type: 'timestamptz' })
  proposeeLe!: Date;

  @Column({ type: 'text', nullable: true })
  decideePar!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  decideeLe!: Date | null;
}
