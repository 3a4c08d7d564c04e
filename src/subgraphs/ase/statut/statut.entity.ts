import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Secret } from '../../../platform/secret/colonne';

/** A choice of place or of care notified to the legal representative (CASF L223-2 al. 6). */
@Entity({ schema: 'ase', name: 'choix_lieu' })
@Index('choix_lieu_mesure', ['mesureId', 'id'])
export class ChoixLieuRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'choix_lieu_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  mesureId!: string;

  @Secret()
  choix!: string;

  @Column({ type: 'timestamptz' })
  envoyeLe!: Date;

  /** When the representative acknowledged it; null: the longer delay runs from the sending. */
  @Column({ type: 'timestamptz', nullable: true })
  recuLe!: Date | null;

  /** Last day of the opposition. */
  @Column({ type: 'date' })
  limite!: string;

  @Column({ type: 'boolean', nullable: true })
  accord!: boolean | null;

  @Column({ type: 'timestamptz', nullable: true })
  reponduLe!: Date | null;
}

/** The commission examined the situation and the status of a child (CASF L223-1 al. 5). */
@Entity({ schema: 'ase', name: 'examen_statut' })
@Index('examen_statut_mesure', ['mesureId', 'id'])
export class ExamenStatutRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'examen_statut_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  mesureId!: string;

  @Column({ type: 'timestamptz' })
  tenuLe!: Date;

  @Secret()
  avis!: string;

  @Column({ type: 'boolean' })
  risquePersiste!: boolean;
}
