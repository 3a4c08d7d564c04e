import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Secret } from '../../../platform/secret/colonne';

/** What the 119 noted of who called. */
export interface IdentiteAppelant {
  readonly nom: string | null;
  readonly telephone: string | null;
  readonly lien: string | null;
  readonly anonymatDemande: boolean;
}

/**
 * Who called the 119 about this information: apart from it, and read by nobody but the 119 (CASF L226-6). One sealed
 * value, so that the row does not even tell what is known of that person.
 */
@Entity({ schema: 'crip', name: 'appelant' })
@Index('appelant_enfant', ['enfantId'])
export class AppelantRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'appelant_pk' })
  informationId!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  /** The institution that took the call, the only one that reads the row. */
  @Column({ type: 'text' })
  institution!: string;

  @Secret()
  identite!: IdentiteAppelant;
}
