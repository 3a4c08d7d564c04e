import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CodeObjetSoitTransmis } from './enums';
import { Secret } from '../../platform/secret/colonne';

/** What the procureur asks of the CRIP in writing. */
@Entity({ schema: 'justice', name: 'soit_transmis' })
@Index('soit_transmis_reference', ['tj', 'reference'], { unique: true })
@Index('soit_transmis_parquet', ['tj', 'id'])
@Index('soit_transmis_collectivite', ['collectivite', 'id'])
export class SoitTransmisRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'soit_transmis_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'text' })
  tj!: string;

  @Column({ type: 'text' })
  numeroParquet!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  /** The information received that it became at the CRIP. */
  @Column({ type: 'uuid' })
  informationId!: string;

  @Secret()
  magistrat!: string;

  @Column({ type: 'text' })
  objet!: CodeObjetSoitTransmis;

  @Secret()
  texte!: string;

  @Column({ type: 'date', nullable: true })
  reponseAttendueLe!: string | null;

  /** For the CRIP alone: neither the ASE nor the information that it becomes carries the text. */
  @Column({ type: 'boolean' })
  confidentiel!: boolean;

  @Column({ type: 'timestamptz' })
  transmisLe!: Date;

  @Column({ type: 'text' })
  empreinte!: string;
}
