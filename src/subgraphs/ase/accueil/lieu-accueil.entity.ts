import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EtatAgrement, TypeLieu } from '../../../domain/agrements';

/** A foster carer or an establishment to whom the ASE of this collectivité may entrust children. */
@Entity({ schema: 'ase', name: 'lieu_accueil' })
@Index('lieu_accueil_reference', ['collectivite', 'reference'], { unique: true })
@Index('lieu_accueil_collectivite', ['collectivite', 'id'])
export class LieuAccueilRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'lieu_accueil_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'text' })
  type!: TypeLieu;

  @Column({ type: 'text' })
  nom!: string;

  @Column({ type: 'text', nullable: true })
  finess!: string | null;

  @Column({ type: 'int' })
  capacite!: number;

  /** As last decided; `domain/agrements.ts` says what time has made of it. */
  @Column({ type: 'text' })
  etat!: EtatAgrement;

  @Column({ type: 'date', nullable: true })
  valideDu!: string | null;

  @Column({ type: 'date', nullable: true })
  valideAu!: string | null;

  @Column({ type: 'date', nullable: true })
  reponseAvant!: string | null;

  @Column({ type: 'date', nullable: true })
  suspenduJusquAu!: string | null;

  /** Of the suspension, the restriction, the withdrawal or the refusal in force. */
  @Column({ type: 'text', nullable: true })
  motif!: string | null;

  /** Reasoned decision that gives two months more to answer a request (CASF L421-6). */
  @Column({ type: 'text', nullable: true })
  motifProlongation!: string | null;

  /** End of the authorisation whose renewal is to be asked for (CASF L313-5). */
  @Column({ type: 'date', nullable: true })
  renouvellementEnjointPour!: string | null;

  @Column({ type: 'date', nullable: true })
  renouvellementAcquisApres!: string | null;
}
