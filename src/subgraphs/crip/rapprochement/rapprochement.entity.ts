import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Marche } from '../../../domain/identite';
import { Secret } from '../../../platform/secret/colonne';

/** What was decided of two sheets. */
export const ETATS_RAPPROCHEMENT = {
  MEME: 'Un seul enfant : une seule histoire',
  A_EXAMINER: 'Peut-être le même enfant : une personne décide',
  DISTINCTS: 'Deux enfants : jamais proposés de nouveau',
} as const;
export type EtatRapprochement = keyof typeof ETATS_RAPPROCHEMENT;

/** By whom. What a person decided outlives any change of the rules. */
export const ORIGINES_RAPPROCHEMENT = {
  AUTOMATIQUE: 'Par le hub, d’après ses règles',
  MANUELLE: 'Par une personne',
} as const;
export type OrigineRapprochement = keyof typeof ORIGINES_RAPPROCHEMENT;

/** One decision about two sheets of a collectivité, in force until it is closed; none is ever rewritten. */
@Entity({ schema: 'crip', name: 'rapprochement' })
@Index('rapprochement_en_vigueur', ['collectivite', 'enfantId', 'autreId'], { unique: true, where: 'clos_le IS NULL' })
@Index('rapprochement_a_examiner', ['collectivite', 'id'], { where: "etat = 'A_EXAMINER' AND clos_le IS NULL" })
@Index('rapprochement_enfant', ['enfantId', 'id'])
@Index('rapprochement_autre', ['autreId', 'id'])
@Check('rapprochement_ordre', 'enfant_id < autre_id')
export class RapprochementRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'rapprochement_pk' })
  id!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  /** The lower of the two identifiers. */
  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'uuid' })
  autreId!: string;

  @Column({ type: 'text' })
  etat!: EtatRapprochement;

  @Column({ type: 'text' })
  origine!: OrigineRapprochement;

  /** Bits. */
  @Column({ type: 'double precision' })
  score!: number;

  /** Of the parameters that gave the score. */
  @Column({ type: 'text' })
  version!: string;

  /** The waterfall: how the traits stand to one another, and none of them. */
  @Column({ type: 'jsonb' })
  marches!: Pick<Marche, 'trait' | 'niveau' | 'poids'>[];

  /** Codes of the rules that held. */
  @Column({ type: 'text', array: true })
  regles!: string[];

  @Secret({ nullable: true })
  motif!: string | null;

  /** `sub` of the token, or `hub`. */
  @Column({ type: 'text' })
  decidePar!: string;

  @Column({ type: 'timestamptz' })
  le!: Date;

  /** Another decision took its place. */
  @Column({ type: 'timestamptz', nullable: true })
  closLe!: Date | null;
}
