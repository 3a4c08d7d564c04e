import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { NatureMesure } from '../../../domain/mesures-ase';
import type { CanalTransfert } from '../../../domain/suites';
import type { DocumentTransfere, DocumentTransfert, IssueTransfert } from '../../../domain/transfert-dossier';
import { Secret } from '../../../platform/secret/colonne';
import type { Consentement } from '../mesures/mesure.entity';

/** A case that went to the collectivité where the family lives: what both ends keep of it (CASF L221-3, R221-5 to R221-9). */
@Entity({ schema: 'ase', name: 'transfert' })
@Index('transfert_de', ['de', 'id'])
@Index('transfert_vers', ['vers', 'id'])
@Index('transfert_enfant', ['enfantId', 'id'])
@Index('transfert_mesure', ['mesureId'])
@Index('transfert_arrivee', ['arriveeId'], { where: 'arrivee_id IS NOT NULL' })
export class TransfertDossierRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'transfert_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  /** At the origin. */
  @Column({ type: 'uuid' })
  mesureId!: string;

  /** What it becomes at the arrival, when it goes on there and that collectivité is on the hub. */
  @Column({ type: 'uuid', nullable: true })
  arriveeId!: string | null;

  /** A risk, sent as an information to the CRIP of arrival. */
  @Column({ type: 'uuid', nullable: true })
  informationId!: string | null;

  /** A danger: the judicial authority is seized by the origin. */
  @Column({ type: 'uuid', nullable: true })
  signalementId!: string | null;

  @Column({ type: 'text' })
  issue!: IssueTransfert;

  /** Collectivités. */
  @Column({ type: 'text' })
  de!: string;

  @Column({ type: 'text' })
  vers!: string;

  @Column({ type: 'text' })
  nature!: NatureMesure;

  @Column({ type: 'text' })
  referenceDepart!: string;

  @Column({ type: 'text', nullable: true })
  referenceArrivee!: string | null;

  @Secret()
  motif!: string;

  /** YYYY-MM-DD; null: contrary to the child's interest, as `motifNonInformes` says. */
  @Column({ type: 'date', nullable: true })
  parentsInformesLe!: string | null;

  @Secret({ nullable: true })
  motifNonInformes!: string | null;

  /** Written, and prior: of an administrative measure. */
  @Secret({ nullable: true })
  accords!: Consentement['accords'] | null;

  @Column({ type: 'text' })
  canal!: CanalTransfert;

  /** Of what went by another way: number of the registered letter, of the deposit. */
  @Secret({ nullable: true })
  preuve!: string | null;

  @Column({ type: 'timestamptz' })
  le!: Date;

  /** Years, after the last operation or the last social measure (CASF R221-9). */
  @Column({ type: 'smallint' })
  conservationAns!: number;

  /** Last day of them at the origin, whose last operation this is. */
  @Column({ type: 'date' })
  conservationJusquAu!: string;
}

/** One document of R221-6, sent or said to be missing. */
@Entity({ schema: 'ase', name: 'document_transfere' })
@Index('document_transfere_transfert', ['transfertId', 'id'])
export class DocumentTransfereRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'document_transfere_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  transfertId!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'text' })
  de!: string;

  @Column({ type: 'text' })
  vers!: string;

  @Column({ type: 'text' })
  document!: DocumentTransfert;

  @Secret()
  contenu!: Omit<DocumentTransfere, 'document'>;
}
