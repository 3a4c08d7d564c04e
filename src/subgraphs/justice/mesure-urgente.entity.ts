import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Lieu3753 } from '../../domain/code-lists';
import type { CodeMesureUrgente } from './enums';
import type { NotifierMesureUrgenteInput as Input } from './mesure-urgente.input';
import { Secret } from '../../platform/secret/colonne';

/** What only the parquet, the ASE and the CRIP read of the order. */
export type ContenuMesure = Pick<Input, 'magistrat' | 'motifs' | 'forcePublique'> & {
  [K in 'confieA' | 'droitsParents' | 'numeroDossier' | 'jusquAu' | 'personnesAvisees']: Input[K] | undefined;
};

/** Urgent measure of the procureur (C. civ. 375-5): provisional placement, or ban on leaving the territory. */
@Entity({ schema: 'justice', name: 'mesure_urgente' })
@Index('mesure_reference', ['tj', 'reference'], { unique: true })
@Index('mesure_parquet', ['tj', 'id'])
@Index('mesure_collectivite', ['collectivite', 'id'])
@Index('mesure_enfant', ['enfantId', 'id'])
export class MesureUrgenteRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'mesure_urgente_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'text' })
  tj!: string;

  /** Unique only with the court. */
  @Column({ type: 'text' })
  numeroParquet!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  /** Date and hour of the order: start of J1 or J9. */
  @Column({ type: 'timestamptz' })
  priseLe!: Date;

  @Column({ type: 'timestamptz' })
  transmiseLe!: Date;

  @Column({ type: 'text', default: 'OPP' })
  nature!: CodeMesureUrgente;

  /** Null for a ban on leaving the territory. */
  @Column({ type: 'text', nullable: true })
  lieu!: Lieu3753 | null;

  @Secret()
  contenu!: ContenuMesure;

  @Column({ type: 'text' })
  empreinte!: string;
}
