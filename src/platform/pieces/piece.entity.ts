import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Secret } from '../secret/colonne';

/** Where an attachment is. Nothing of it is served before SAINE, or NON_ANALYSEE where no scanner is configured. */
export const ETATS_PIECE = {
  EN_COURS: 'En cours d’envoi',
  EN_QUARANTAINE: 'En quarantaine : elle n’est pas encore analysée',
  NON_ANALYSEE: 'Non analysée : ce hub n’a pas d’antivirus',
  SAINE: 'Analysée, rien n’a été trouvé',
  INFECTEE: 'Refusée par l’antivirus : son contenu est détruit',
  A_DETRUIRE: 'À détruire',
} as const;
export type EtatPiece = keyof typeof ETATS_PIECE;

/** An attachment: what is known of it. Its bytes are in the depot, sealed under `cle`. */
@Entity({ schema: 'hub', name: 'piece' })
@Check('piece_jointe_une_fois', 'num_nonnulls(information_id, saisine_id) <= 1')
@Index('piece_a_analyser', ['prochaineLe'], { where: `etat = 'EN_QUARANTAINE'` })
@Index('piece_a_detruire', ['id'], { where: `etat = 'A_DETRUIRE'` })
@Index('piece_seule', ['deposeeLe'], {
  where: `information_id IS NULL AND saisine_id IS NULL AND etat <> 'A_DETRUIRE'`,
})
@Index('piece_enfant', ['objetId'], { where: 'information_id IS NOT NULL OR saisine_id IS NOT NULL' })
@Index('piece_information', ['informationId', 'id'], { where: 'information_id IS NOT NULL' })
@Index('piece_saisine', ['saisineId', 'id'], { where: 'saisine_id IS NOT NULL' })
export class PieceRow {
  /** UUIDv7; also its name in the depot. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'piece_pk' })
  id!: string;

  /** Who sent it. */
  @Column({ type: 'text' })
  institution!: string;

  /** Under whose key `cle` and `intitule` are: the sender's institution, then the child's once it is joined. */
  @Column({ type: 'uuid' })
  objetId!: string;

  @Column({ type: 'text' })
  etat!: EtatPiece;

  /** Media type, that its first bytes confirm. */
  @Column({ type: 'text' })
  type!: string;

  /** Bytes, once it is whole. */
  @Column({ type: 'integer' })
  taille!: number;

  /** SHA-256 of its bytes, in hexadecimal, once it is whole. */
  @Column({ type: 'text' })
  empreinte!: string;

  /** Base64 of the key of its bytes, and of nothing else: gone, they are lost. */
  @Secret({ nullable: true })
  cle!: string | null;

  @Secret({ nullable: true })
  intitule!: string | null;

  @Column({ type: 'boolean', nullable: true })
  medicale!: boolean | null;

  @Column({ type: 'uuid', nullable: true })
  informationId!: string | null;

  /** The saisine whose answer it goes with. */
  @Column({ type: 'uuid', nullable: true })
  saisineId!: string | null;

  @Column({ type: 'timestamptz' })
  deposeeLe!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  jointeLe!: Date | null;

  /** When the scanner is asked, or asked again. */
  @Column({ type: 'timestamptz' })
  prochaineLe!: Date;
}

/** What its bytes are bound to. */
export const lieuDeLaPiece = (id: string): string => `hub.piece|${id}`;
