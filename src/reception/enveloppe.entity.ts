import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Envoi, Erreur, Reponse } from '../../connectors/entrant';
import { Secret } from '../platform/secret/colonne';

/**
 * RECUE: kept, not over yet. TRAITEE: done and answered. ECARTEE: nobody could read it, somebody must look. A_REPRENDRE:
 * somebody did, and asks that it be read again. CLASSEE: somebody did, its sender knows; its bytes are gone.
 */
export const ETATS_ENVELOPPE = ['RECUE', 'TRAITEE', 'ECARTEE', 'A_REPRENDRE', 'CLASSEE'] as const;
export type EtatEnveloppe = (typeof ETATS_ENVELOPPE)[number];

/** The message, and what came beside it. */
export interface Contenu extends Pick<Envoi, 'type' | 'jeu' | 'nom' | 'preuve'> {
  /** Base64 of its bytes. */
  readonly octets: string;
}

/** A partner's message as it arrived, kept before anything reads it, under a key of that partner. */
@Entity({ schema: 'hub', name: 'enveloppe' })
@Index('enveloppe_cle', ['institution', 'voie', 'cle'], { unique: true, where: 'cle IS NOT NULL' })
@Index('enveloppe_reprise', ['id'], { where: `etat = 'A_REPRENDRE'` })
@Index('enveloppe_ecartee', ['institution', 'voie', 'empreinte'], { unique: true, where: `etat = 'ECARTEE'` })
export class EnveloppeRow {
  /** UUIDv7: its order is the order of time. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'enveloppe_pk' })
  id!: string;

  /** Lane by which it came. */
  @Column({ type: 'text' })
  voie!: string;

  @Column({ type: 'text' })
  institution!: string;

  /** Name of the institution where a UUID is wanted: its key, the audit. */
  @Column({ type: 'uuid' })
  objetId!: string;

  /** The sender's own identifier of the message, once it is read. */
  @Column({ type: 'text', nullable: true })
  cle!: string | null;

  /** SHA-256 of its bytes, in hexadecimal. */
  @Column({ type: 'text' })
  empreinte!: string;

  @Column({ type: 'text' })
  etat!: EtatEnveloppe;

  @Column({ type: 'timestamptz' })
  recueLe!: Date;

  /** How many times the same bytes came and were put aside. */
  @Column({ type: 'integer' })
  essais!: number;

  /** Gone once it is done, when the records themselves say what it said. */
  @Secret({ nullable: true })
  contenu!: Contenu | null;

  /** Codes and places of what is wrong with it: nothing of what it says. */
  @Column({ type: 'jsonb', nullable: true })
  erreurs!: readonly Erreur[] | null;

  /** What was answered: the same message gets the same answer. */
  @Secret({ nullable: true })
  reponse!: Reponse | null;
}
