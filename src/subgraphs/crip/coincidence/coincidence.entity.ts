import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Finalite } from '../../../domain/access-finalites';
import { IndexAveugle, Secret } from '../../../platform/secret/colonne';

/** One CRIP asks whether another works on the same child. It ends by itself: nothing of it is a register. */
@Entity({ schema: 'crip', name: 'coincidence' })
@Index('coincidence_demandee', ['informationId', 'finalite'], { unique: true })
@Index('coincidence_empreinte', ['empreinte'])
@Index('coincidence_collectivite', ['collectivite', 'id'])
@Index('coincidence_expiration', ['expireLe'])
@Index('coincidence_enfant', ['enfantId'])
export class CoincidenceRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'coincidence_pk' })
  id!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'uuid' })
  informationId!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'text' })
  finalite!: Finalite;

  /** The five strict traits (`cleIdentite`). */
  @Secret()
  identite!: string;

  /** Keyed hash of the traits, another one for each purpose: alike at the two who asked, legible by neither. */
  @IndexAveugle('identite', 'finalite')
  empreinte?: Buffer | null;

  /** `sub` of the token: who may know that there is a file elsewhere is named (CASF R221-8). */
  @Column({ type: 'text' })
  demandeePar!: string;

  @Column({ type: 'timestamptz' })
  le!: Date;

  @Column({ type: 'timestamptz' })
  expireLe!: Date;
}
