import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IndicateursPublies } from '../domain/indicateurs';

/** What is published of one closed year of one collectivité: counts were withheld before it was written. */
@Entity({ schema: 'hub', name: 'indicateurs' })
export class IndicateursRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'indicateurs_pk' })
  collectivite!: string;

  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'indicateurs_pk' })
  annee!: number;

  @Column({ type: 'timestamptz' })
  arretesLe!: Date;

  @Column({ type: 'jsonb' })
  publies!: IndicateursPublies;
}
