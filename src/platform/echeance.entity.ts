import type { RegleEcheance } from '../domain/deadlines';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const ETATS_ECHEANCE = ['OUVERTE', 'CLOSE'] as const;

/** The ledger of statutory deadlines: one row per clock, computed once with the act that opened it. */
@Entity({ schema: 'hub', name: 'echeance' })
@Index('echeance_sujet', ['sujetId', 'regle'], { unique: true })
@Index('echeance_due', ['dateLimite'], { where: `etat = 'OUVERTE'` })
export class EcheanceRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'echeance_pk' })
  id!: string;

  /** Row of `domain/deadlines.ts`. */
  @Column({ type: 'text' })
  regle!: RegleEcheance;

  @Column({ type: 'uuid' })
  sujetId!: string;

  @Column({ type: 'timestamptz' })
  depart!: Date;

  /** Last day, unshifted (YYYY-MM-DD). */
  @Column({ type: 'date' })
  dateLimite!: string;

  @Column({ type: 'text' })
  etat!: (typeof ETATS_ECHEANCE)[number];

  @Column({ type: 'timestamptz', nullable: true })
  closeLe!: Date | null;
}
