import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { IdentiteEnfant } from '../../../domain/enfant';
import type { DocumentTransfere, MotifRenseignements, ReponseRenseignements } from '../../../domain/transfert-dossier';
import { Secret } from '../../../platform/secret/colonne';

/** What was answered: the documents of what is known, and whatever the agent adds. */
export interface ContenuReponse {
  readonly documents: readonly DocumentTransfere[];
  readonly precision: string | null;
}

/** One collectivité asks another what it knew of a child and its family (CASF L221-3 al. 3). */
@Entity({ schema: 'ase', name: 'demande_renseignements' })
@Index('demande_renseignements_de', ['de', 'id'])
@Index('demande_renseignements_vers', ['vers', 'id'])
@Index('demande_renseignements_enfant', ['enfantId', 'id'])
@Index('demande_renseignements_en_attente', ['de', 'vers', 'enfantId'], {
  unique: true,
  where: 'repondue_le IS NULL',
})
export class DemandeRenseignementsRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'demande_renseignements_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  /** At who asks: it says nothing elsewhere. */
  @Column({ type: 'uuid' })
  enfantId!: string;

  /** Collectivités. */
  @Column({ type: 'text' })
  de!: string;

  @Column({ type: 'text' })
  vers!: string;

  @Column({ type: 'text' })
  motif!: MotifRenseignements;

  @Secret()
  precision!: string;

  /** As who asks knows the child, so that who is asked may find it. */
  @Secret()
  identite!: IdentiteEnfant;

  /** Parents, siblings, former addresses. */
  @Secret({ nullable: true })
  famille!: string | null;

  /** `crip-31`, `ase-31`. */
  @Column({ type: 'text' })
  demandeePar!: string;

  /** Individually designated (CASF R221-8). */
  @Column({ type: 'text' })
  agent!: string;

  @Column({ type: 'timestamptz' })
  le!: Date;

  @Column({ type: 'text', nullable: true })
  reponse!: ReponseRenseignements | null;

  @Column({ type: 'text', nullable: true })
  reponduePar!: string | null;

  @Column({ type: 'text', nullable: true })
  repondant!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  repondueLe!: Date | null;

  @Secret({ nullable: true })
  contenu!: ContenuReponse | null;

  /** Last day on which either end reads it (CASF R221-9). */
  @Column({ type: 'date' })
  lisibleJusquAu!: string;
}
