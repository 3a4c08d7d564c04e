import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Sexe } from '../../domain/code-lists';

/** A child with whom at least one exchange is in progress. Names stay here, and nowhere else in the hub. */
@Entity({ schema: 'crip', name: 'enfant' })
@Index('enfant_cle', ['cleIdentite'])
@Index('enfant_du_jour', { synchronize: false })
@Index('enfant_identite', ['collectivite', 'cleIdentite'], { unique: true })
export class EnfantRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'enfant_pk' })
  id!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'text' })
  nomNaissance!: string;

  @Column({ type: 'text', nullable: true })
  nomUsage!: string | null;

  @Column({ type: 'text' })
  prenoms!: string;

  @Column({ type: 'text' })
  sexe!: Sexe;

  @Column({ type: 'date', nullable: true })
  dateNaissance!: string | null;

  @Column({ type: 'smallint', nullable: true })
  ageApproximatif!: number | null;

  @Column({ type: 'text', nullable: true })
  communeNaissance!: string | null;

  /** Strict civil traits; null when one is missing (see `domain/enfant.ts`). */
  @Column({ type: 'text', nullable: true })
  cleIdentite!: string | null;
}

/** The live relation of an institution to a child, without which nothing of the child is readable by it. */
@Entity({ schema: 'crip', name: 'relation' })
export class RelationRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'relation_pk' })
  institution!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'relation_pk' })
  enfantId!: string;

  @Column({ type: 'timestamptz' })
  depuis!: Date;
}
