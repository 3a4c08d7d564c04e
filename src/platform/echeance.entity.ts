import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { LieuEcheance, RegleEcheance } from '../domain/deadlines';
import type { SujetEvenement } from '../domain/events';
import type { Caisse } from '../domain/suites';

/**
 * `OUVERTE` until it is done in whatever time (`TENUE`), without object (`CLOSE`), interrupted (`SUSPENDUE`), or
 * replaced by the longer one that `prolongeePar` names (`PROLONGEE`).
 */
export const ETATS_ECHEANCE = ['OUVERTE', 'TENUE', 'CLOSE', 'SUSPENDUE', 'PROLONGEE'] as const;
export type EtatEcheance = (typeof ETATS_ECHEANCE)[number];

/** The ledger of statutory deadlines: one row per clock, computed once with the act that opened it, never erased. */
@Entity({ schema: 'hub', name: 'echeance' })
@Index('echeance_sujet', ['sujetId', 'regle'])
@Index('echeance_en_cours', ['sujetId', 'regle', 'debiteur', 'collectivite'], {
  unique: true,
  where: `etat IN ('OUVERTE', 'SUSPENDUE')`,
})
@Index('echeance_due', ['prochaineAlerteLe'], { where: `etat = 'OUVERTE'` })
@Index('echeance_collectivite', ['collectivite', 'limiteLe', 'id'])
@Index('echeance_ouverte_collectivite', ['collectivite', 'limiteLe', 'id'], { where: `etat = 'OUVERTE'` })
@Index('echeance_ouverte_territoire', ['territoire', 'limiteLe', 'id'], {
  where: `territoire IS NOT NULL AND etat = 'OUVERTE'`,
})
@Index('echeance_territoire', ['territoire', 'limiteLe', 'id'], { where: 'territoire IS NOT NULL' })
export class EcheanceRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'echeance_pk' })
  id!: string;

  /** Row of `domain/deadlines.ts`. */
  @Column({ type: 'text' })
  regle!: RegleEcheance;

  @Column({ type: 'uuid' })
  sujetId!: string;

  /** Which one, of several that the rule binds alike and that each have their own clock; empty otherwise. */
  @Column({ type: 'text', default: '' })
  debiteur!: Caisse | '';

  @Column({ type: 'text' })
  sujetType!: SujetEvenement;

  @Column({ type: 'text' })
  collectivite!: string;

  /** INSEE code of the commune of the court, for a judicial rule. */
  @Column({ type: 'text', nullable: true })
  territoire!: string | null;

  /** Institution bound by it; null when it is outside the hub. */
  @Column({ type: 'text', nullable: true })
  acteur!: string | null;

  /** Institution warned: the one that is bound or, when it is outside the hub, the one that the text tells. */
  @Column({ type: 'text', nullable: true })
  avertie!: string | null;

  /** Where the party that must act lives, when its distance counted; null otherwise. */
  @Column({ type: 'jsonb', nullable: true })
  residence!: LieuEcheance | 'ETRANGER' | null;

  @Column({ type: 'timestamptz' })
  depart!: Date;

  /** The same, as a local day: the law of that day applies. */
  @Column({ type: 'date' })
  departJour!: string;

  /** Last day, unshifted (YYYY-MM-DD). */
  @Column({ type: 'date' })
  dateLimite!: string;

  @Column({ type: 'date' })
  dateReportee!: string;

  @Column({ type: 'date' })
  dateOpposable!: string;

  /** The instant after which it is missed: end of the opposable local day, or of the last hour. */
  @Column({ type: 'timestamptz' })
  limiteLe!: Date;

  /** The computation, in French sentences. */
  @Column({ type: 'text', array: true })
  etapes!: string[];

  @Column({ type: 'boolean' })
  verifie!: boolean;

  @Column({ type: 'text' })
  etat!: EtatEcheance;

  @Column({ type: 'timestamptz' })
  ouverteLe!: Date;

  /** The term had passed before the hub heard of it. */
  @Column({ type: 'boolean' })
  echueAOuverture!: boolean;

  @Column({ type: 'timestamptz', nullable: true })
  suspendueLe!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  closeLe!: Date | null;

  @Column({ type: 'uuid', nullable: true })
  prolongeePar!: string | null;

  /** Every instant to speak at, earliest first; the last one is `limiteLe`. */
  @Column({ type: 'timestamptz', array: true })
  alertes!: Date[];

  /** What each of `alertes` is called: `J-30`, `H-6`, `DEPASSEE`. */
  @Column({ type: 'text', array: true })
  paliers!: string[];

  @Column({ type: 'timestamptz', nullable: true })
  prochaineAlerteLe!: Date | null;
}

/** An alert that fired. Its key makes a second one impossible, whoever sweeps. */
@Entity({ schema: 'hub', name: 'alerte_echeance' })
export class AlerteEcheanceRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'alerte_echeance_pk' })
  echeanceId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'alerte_echeance_pk' })
  palier!: string;

  @Column({ type: 'timestamptz' })
  prevueLe!: Date;

  @Column({ type: 'timestamptz' })
  le!: Date;
}

/** How late alerts fired, counted in the transaction that fired them: true for all workers, and after a restart. */
@Entity({ schema: 'hub', name: 'retard_echeance' })
export class RetardEcheanceRow {
  /** Upper bound in seconds, `+Inf` for the last. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'retard_echeance_pk' })
  seau!: string;

  @Column({ type: 'bigint' })
  nombre!: string;

  @Column({ type: 'double precision' })
  secondes!: number;
}
