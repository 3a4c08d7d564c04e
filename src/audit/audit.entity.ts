import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who did what on which object, and when: appended in the act's own transaction. Identifiers only. */
@Entity({ schema: 'hub', name: 'audit' })
@Index('audit_objet', ['objetId', 'id'])
export class AuditRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'audit_pk' })
  id!: string;

  @Column({ type: 'text' })
  acte!: string;

  @Column({ type: 'text' })
  institution!: string;

  @Column({ type: 'text' })
  acteur!: string;

  @Column({ type: 'text' })
  objetType!: string;

  @Column({ type: 'uuid' })
  objetId!: string;

  @Column({ type: 'text', nullable: true })
  empreinte!: string | null;

  @Column({ type: 'timestamptz' })
  le!: Date;
}
