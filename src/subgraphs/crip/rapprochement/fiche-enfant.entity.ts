import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How the CRIP of one collectivité finds a child again. Written with the child (migration 0260). */
@Entity({ schema: 'crip', name: 'fiche_enfant' })
@Index('fiche_enfant_histoire', ['collectivite', 'histoireId'])
@Index('fiche_enfant_a_lire', ['collectivite', 'enfantId'], { where: "regles = ''" })
@Index('fiche_enfant_cles', { synchronize: false })
export class FicheEnfantRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'fiche_enfant_pk' })
  enfantId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'fiche_enfant_pk' })
  collectivite!: string;

  /** The sheets that bear the same one are of one child; alone, its own identifier. */
  @Column({ type: 'uuid' })
  histoireId!: string;

  /** Keyed hashes of what two sheets of one child may share (`clesDeBloc`): nothing is read in them. */
  @Column({ type: 'bigint', array: true, default: '{}' })
  cles!: string[];

  /** Version of the parameters that last compared it; empty: to be read, or read again. */
  @Column({ type: 'text', default: '' })
  regles!: string;

  /** The last information that was compared. */
  @Column({ type: 'uuid', nullable: true })
  derniereInformationId!: string | null;
}
