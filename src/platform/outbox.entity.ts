import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { TypeEvenement } from '../domain/events';

/** One thing that happened, written in the transaction of its act. Identifiers only. */
@Entity({ schema: 'hub', name: 'evenement' })
export class EvenementRow {
  /** UUIDv7: its order is the order of time. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'evenement_pk' })
  id!: string;

  @Column({ type: 'text' })
  type!: TypeEvenement;

  @Column({ type: 'uuid' })
  @Index('evenement_sujet')
  sujetId!: string;

  @Column({ type: 'timestamptz' })
  le!: Date;

  /** `traceparent` of the act, where traces are kept: its deliveries go on with it. */
  @Column({ type: 'text', nullable: true })
  trace?: string | null;
}

export const ETATS_LIVRAISON = ['EN_ATTENTE', 'REMISE', 'MORTE'] as const;
export type EtatLivraison = (typeof ETATS_LIVRAISON)[number];

/**
 * What is owed to one recipient of one event: the inbox line that it pulls and, for a subscriber, the push.
 * The queue is derived from the rows that are still `EN_ATTENTE`; it can be wiped at any time.
 */
@Entity({ schema: 'hub', name: 'livraison' })
@Index('livraison_effet', ['evenementId', 'destinataire'], { unique: true })
@Index('livraison_boite', ['destinataire', 'id'])
@Index('livraison_boite_attente', ['destinataire', 'id'], { where: `etat = 'EN_ATTENTE'` })
@Index('livraison_due', ['priorite', 'prochaineLe'], { where: `etat = 'EN_ATTENTE' AND canal IS NULL` })
@Check('livraison_priorite', 'priorite BETWEEN 1 AND 10')
@Index('livraison_morte', ['id'], { where: `etat = 'MORTE'` })
export class LivraisonRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'livraison_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  evenementId!: string;

  /** Institution that is told. */
  @Column({ type: 'text' })
  destinataire!: string;

  /** 1 goes before 10. */
  @Column({ type: 'smallint' })
  priorite!: number;

  @Column({ type: 'text' })
  etat!: EtatLivraison;

  @Column({ type: 'int', default: 0 })
  tentatives!: number;

  /** When the next attempt is due. The relay moves it forward when it hands the row to the queue: a lost job comes back. */
  @Column({ type: 'timestamptz' })
  prochaineLe!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  remiseLe!: Date | null;

  /** How it was handed over. On a row still waiting: BOITE, nobody listens and the recipient will pull it. */
  @Column({ type: 'text', nullable: true })
  canal!: 'WEBHOOK' | 'BOITE' | null;

  /** Last failure: a status or a network code, never a body. */
  @Column({ type: 'text', nullable: true })
  dernierEchec!: string | null;
}
