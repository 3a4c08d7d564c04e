import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A school of the national directory. It names no person. */
@Entity({ schema: 'hub', name: 'etablissement' })
export class EtablissementRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'etablissement_pk' })
  uai!: string;

  @Column({ type: 'text' })
  nom!: string;

  /** `Collège`, `Lycée`, `Ecole`, in the words of the directory. */
  @Column({ type: 'text' })
  type!: string;

  /** `Public` or `Privé`; empty for an administrative service. */
  @Column({ type: 'text' })
  statut!: string;

  /** `OUVERT`, `A FERMER`, `FERME`. */
  @Column({ type: 'text' })
  etat!: string;

  /** `31`, `2A`, `971`. */
  @Column({ type: 'text' })
  departement!: string;

  /** INSEE code. */
  @Column({ type: 'text' })
  commune!: string;

  @Column({ type: 'text' })
  nomCommune!: string;

  @Column({ type: 'text' })
  codePostal!: string;
}
