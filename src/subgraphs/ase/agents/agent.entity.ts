import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An agent designated by name: nobody else reads what another collectivité sent (CASF R221-8). */
@Entity({ schema: 'ase', name: 'agent_designe' })
@Check('designe_par_un_autre', 'designe_par <> agent')
@Index('agent_designe_en_fonction', ['collectivite', 'agent'], { unique: true, where: 'retire_le IS NULL' })
export class AgentDesigneRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'agent_designe_pk' })
  id!: string;

  /** Its président designates, for both its services. */
  @Column({ type: 'text' })
  collectivite!: string;

  /** As its tokens say (`sub`). */
  @Column({ type: 'text' })
  agent!: string;

  @Column({ type: 'text' })
  designePar!: string;

  @Column({ type: 'timestamptz' })
  designeLe!: Date;

  @Column({ type: 'text', nullable: true })
  retirePar!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  retireLe!: Date | null;
}
