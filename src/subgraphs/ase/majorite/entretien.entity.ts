import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ObjetEntretien } from '../../../domain/suivi-ase';

/** An interview held with a young person (CASF L222-5-1, L222-5-2-1); what was said stays with the service. */
@Entity({ schema: 'ase', name: 'entretien' })
@Index('entretien_mesure', ['mesureId', 'id'])
export class EntretienRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'entretien_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  mesureId!: string;

  @Column({ type: 'text' })
  objet!: ObjetEntretien;

  @Column({ type: 'timestamptz' })
  tenuLe!: Date;
}
