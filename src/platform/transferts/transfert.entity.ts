import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EtatTransfert } from '../../domain/transferts';
import { Secret } from '../secret/colonne';

/** Why a transfer did not take place: nothing of the file. */
export interface RefusTransfert {
  readonly code: string;
  readonly message: string;
}

/** What leaves for another hub. Over, only the stub is left: references, dates, and the receipt of the other hub. */
@Entity({ schema: 'hub', name: 'transfert_sortant' })
@Index('transfert_sortant_du', ['prochaineLe'], { where: 'prochaine_le IS NOT NULL' })
@Index('transfert_sortant_sujet', ['sujetId', 'id'])
@Index('transfert_sortant_enfant', ['enfantId'])
export class TransfertSortantRow {
  /** UUIDv7; both hubs call it so. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'transfert_sortant_pk' })
  id!: string;

  /** Name of what is transferred (`Transferable`). */
  @Column({ type: 'text' })
  type!: string;

  @Column({ type: 'uuid' })
  sujetId!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  /** The other hub. */
  @Column({ type: 'text' })
  hub!: string;

  /** Collectivités. */
  @Column({ type: 'text' })
  de!: string;

  @Column({ type: 'text' })
  vers!: string;

  @Column({ type: 'text' })
  referenceDepart!: string;

  /** SHA-256, in hexadecimal, of the RFC 8785 form of `contenu`. */
  @Column({ type: 'text' })
  empreinte!: string;

  @Column({ type: 'text' })
  etat!: EtatTransfert;

  /** The file as it was when it left; erased when it is over. */
  @Secret({ nullable: true })
  contenu!: unknown;

  /** What the institution said of it. */
  @Secret({ nullable: true })
  motif!: string | null;

  @Column({ type: 'timestamptz' })
  ouvertLe!: Date;

  /** From then on the other hub may have opened it: only its answer ends it. */
  @Column({ type: 'timestamptz', nullable: true })
  confirmeLe!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  finiLe!: Date | null;

  /** Attempts made; also the fence of the one in progress. */
  @Column({ type: 'integer' })
  tentatives!: number;

  /** When it is taken again; null: there is nothing more to do. */
  @Column({ type: 'timestamptz', nullable: true })
  prochaineLe!: Date | null;

  /** Code of the last failure. */
  @Column({ type: 'text', nullable: true })
  dernierEchec!: string | null;

  /** When it was said to wait for too long. */
  @Column({ type: 'timestamptz', nullable: true })
  alerteLe!: Date | null;

  @Column({ type: 'jsonb', nullable: true })
  refus!: RefusTransfert | null;

  @Column({ type: 'text', nullable: true })
  referenceArrivee!: string | null;

  /** The receipt that the other hub signed: `hub -- verify` reads it. */
  @Column({ type: 'jsonb', nullable: true })
  recu!: { readonly id: string; readonly jws: string; readonly charge: string } | null;
}

/** PREPARE: kept sealed, shown to nobody. OUVERT: it is a file of this hub. The others never will be. */
export type EtatEntrant = 'PREPARE' | 'OUVERT' | 'REFUSE' | 'ANNULE';

/** What another hub hands over. */
@Entity({ schema: 'hub', name: 'transfert_entrant' })
@Index('transfert_entrant_prepare', ['recuLe'], { where: `etat = 'PREPARE'` })
@Index('transfert_entrant_id', ['hub', 'id'], { unique: true })
export class TransfertEntrantRow {
  /** Its name here: the key that seals it, the audit. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'transfert_entrant_pk' })
  objetId!: string;

  @Column({ type: 'text' })
  hub!: string;

  /** As the other hub calls it. */
  @Column({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  type!: string;

  @Column({ type: 'text' })
  de!: string;

  @Column({ type: 'text' })
  vers!: string;

  @Column({ type: 'text' })
  empreinte!: string;

  @Column({ type: 'text' })
  etat!: EtatEntrant;

  @Secret({ nullable: true })
  contenu!: unknown;

  @Column({ type: 'timestamptz' })
  recuLe!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  finiLe!: Date | null;

  @Column({ type: 'jsonb', nullable: true })
  refus!: RefusTransfert | null;
}
