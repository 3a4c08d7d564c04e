import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A partner whose software does not answer any more. */
@Entity({ schema: 'hub', name: 'panne' })
export class PanneRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'panne_pk' })
  institution!: string;

  @Column({ type: 'timestamptz' })
  depuis!: Date;

  /** A status or a code. */
  @Column({ type: 'text' })
  echec!: string;
}
