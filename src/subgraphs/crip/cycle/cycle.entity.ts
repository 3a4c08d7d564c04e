import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EtatInformation } from '../../../domain/lifecycle';
import type { Canal, CodeRetour } from '../../../domain/retours';
import type { ObjetInformationParents } from '../../../domain/suites';
import { DemandeRow, EvaluationRow } from './evaluation.entity';
import { SignalementRow } from './signalement.entity';
import { TransfertRow } from './transfert.entity';
import { Secret } from '../../../platform/secret/colonne';

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

  @Secret({ nullable: true })
  motif!: string | null;

  @Column({ type: 'timestamptz' })
  le!: Date;
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

  /** How it was given. */
  @Column({ type: 'text', nullable: true })
  canal!: Canal | null;
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

  @Secret({ nullable: true })
  motif!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  le!: Date | null;
}

/** Opening hours of a CRIP, when they are not the default ones. */
@Entity({ schema: 'crip', name: 'horaires' })
export class HorairesRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'horaires_pk' })
  collectivite!: string;

  /** Days of the week, 1 Monday to 7 Sunday. */
  @Column({ type: 'smallint', array: true })
  jours!: number[];

  /** HH:MM, local time of the collectivité. */
  @Column({ type: 'text' })
  ouverture!: string;

  @Column({ type: 'text' })
  fermeture!: string;
}

export const CYCLE_ENTITIES = [
  ...[TransitionRow, EvaluationRow, DemandeRow, SignalementRow],
  ...[RetourRow, InformationParentsRow, HorairesRow, TransfertRow],
];
