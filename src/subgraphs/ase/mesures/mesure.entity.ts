import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Jour } from '../../../domain/calendar';
import type { ConditionsJeuneMajeur } from '../../../domain/jeunes-majeurs';
import type { MotifExamenStatut } from '../../../domain/suivi-ase';
import type { CasChangement, EtatMesureAse, NatureMesure, QualiteAccord } from '../../../domain/mesures-ase';
import { Secret } from '../../../platform/secret/colonne';

/** Who agreed to an administrative measure, and to what (CASF L223-2 al. 1, L223-5). */
export interface Consentement {
  readonly accords: readonly { readonly qualite: QualiteAccord; readonly le: string }[];
  /** Terms of the contract of an accueil provisoire. */
  readonly contrat: string | null;
}

/** As the département found it when it decided. */
export interface SituationJeuneMajeur extends ConditionsJeuneMajeur {
  readonly finAnneeScolaire: Jour | null;
}

/** What the ASE carries out for one child, by the département's decision, by a judge's, or in an emergency. */
@Entity({ schema: 'ase', name: 'mesure' })
@Index('mesure_ase_reference', ['collectivite', 'reference'], { unique: true })
@Index('mesure_ase_collectivite', ['collectivite', 'id'])
@Index('mesure_transit', ['transitId'], { where: 'transit_id IS NOT NULL' })
@Index('mesure_ase_tribunal', ['tribunal', 'id'], { where: 'tribunal IS NOT NULL' })
@Index('mesure_ase_enfant', ['enfantId', 'id'])
@Index('mesure_ase_lieu', ['lieuId'], { where: `etat = 'EN_COURS'` })
@Index('mesure_ase_lieu_prevu', ['lieuPrevuId'], { where: `etat = 'EN_COURS'` })
@Index('mesure_ase_debut', ['collectivite', 'debut'])
@Index('mesure_ase_fin', ['collectivite', 'termineeLe'], { where: 'terminee_le IS NOT NULL' })
@Index('mesure_ase_majorite', ['majeurLe'], { where: `etat = 'EN_COURS'` })
export class MesureRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'mesure_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'uuid' })
  enfantId!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  /** Court whose judge ordered it, or whose procureur is told. */
  @Column({ type: 'text', nullable: true })
  tribunal!: string | null;

  @Column({ type: 'text' })
  nature!: NatureMesure;

  @Column({ type: 'text' })
  etat!: EtatMesureAse;

  @Column({ type: 'timestamptz' })
  debut!: Date;

  @Column({ type: 'date', nullable: true })
  terme!: string | null;

  /** 18th birthday, 21st of a young adult or the day after the school year: the measure ends by law. Null when the birth is not known. */
  @Column({ type: 'date', nullable: true })
  majeurLe!: string | null;

  @Column({ type: 'date', nullable: true })
  dateNaissance!: string | null;

  /** The transfer to another hub that has it in hand. */
  @Column({ type: 'uuid', nullable: true })
  transitId?: string | null;

  @Secret({ nullable: true })
  confieA!: string | null;

  /** The judge keeps secret where the child lives (C. civ. 375-7), as his last decision said. */
  @Column({ type: 'boolean', default: false })
  lieuSecret!: boolean;

  @Column({ type: 'uuid', nullable: true })
  lieuId!: string | null;

  /** Where the child is to live from `lieuPrevuLe` on (`lieuxDuMoment`). */
  @Column({ type: 'uuid', nullable: true })
  lieuPrevuId!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  lieuPrevuLe!: Date | null;

  /** The place had no agrément in force or no room: the law's emergency allowed it. */
  @Column({ type: 'boolean' })
  sansAgrementUrgence!: boolean;

  @Column({ type: 'boolean' })
  estMna!: boolean;

  @Column({ type: 'text', nullable: true })
  referentFonction!: string | null;

  @Column({ type: 'text', nullable: true })
  referentService!: string | null;

  @Column({ type: 'uuid', nullable: true })
  decisionId!: string | null;

  @Column({ type: 'uuid', nullable: true })
  informationId!: string | null;

  @Secret({ nullable: true })
  consentement!: Consentement | null;

  @Column({ type: 'jsonb', nullable: true })
  jeuneMajeur!: SituationJeuneMajeur | null;

  @Column({ type: 'int' })
  renouvellements!: number;

  /** Of what is provisional, or an intake in an emergency: none is a renewal. */
  @Column({ type: 'int', default: 0 })
  prolongations!: number;

  @Column({ type: 'timestamptz', nullable: true })
  projetEtabliLe!: Date | null;

  /** Why the commission is to examine the child's status (CASF L223-1 al. 5). */
  @Column({ type: 'text', nullable: true })
  motifExamen!: MotifExamenStatut | null;

  /** Of an emergency intake. */
  @Column({ type: 'timestamptz', nullable: true })
  parentsInformesLe!: Date | null;

  /** The ASE seized the judicial authority (CASF L223-2, C. civ. 375-5). */
  @Column({ type: 'timestamptz', nullable: true })
  autoriteSaisieLe!: Date | null;

  @Secret({ nullable: true })
  autoriteSaisieMotifs!: string | null;

  /** Collectivité that handed it over (CASF L221-3), and when; null: it started here. */
  @Column({ type: 'text', nullable: true })
  recueDe!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  recueLe!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  termineeLe!: Date | null;

  @Column({ type: 'text', nullable: true })
  motifFin!: string | null;
}

/** One renewal or extension: the term that ended, the one that follows. */
@Entity({ schema: 'ase', name: 'renouvellement' })
@Index('renouvellement_mesure', ['mesureId', 'rang'], { unique: true })
@Index('renouvellement_le', ['le'])
export class RenouvellementRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'renouvellement_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  mesureId!: string;

  @Column({ type: 'int' })
  rang!: number;

  @Column({ type: 'date', nullable: true })
  ancienTerme!: string | null;

  /** Null: until a further decision of the judge. */
  @Column({ type: 'date', nullable: true })
  terme!: string | null;

  /** Of what was provisional, and not a renewal. */
  @Column({ type: 'boolean', default: false })
  prolongation!: boolean;

  @Secret({ nullable: true })
  consentement!: Consentement | null;

  @Column({ type: 'timestamptz' })
  le!: Date;
}

/** A report given to the judge (C. civ. 375 last al.); its text stays with the service. */
@Entity({ schema: 'ase', name: 'rapport' })
@Index('rapport_mesure', ['mesureId', 'id'])
export class RapportRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'rapport_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  mesureId!: string;

  @Column({ type: 'timestamptz' })
  remisLe!: Date;

  @Column({ type: 'text' })
  redigePar!: string;
}

/** A change of the place where the child lives, and its reasons (CASF L223-3). */
@Entity({ schema: 'ase', name: 'changement_lieu' })
@Index('changement_lieu_mesure', ['mesureId', 'id'])
export class ChangementLieuRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'changement_lieu_pk' })
  id!: string;

  @Column({ type: 'uuid' })
  mesureId!: string;

  @Column({ type: 'text' })
  cas!: CasChangement;

  @Column({ type: 'uuid', nullable: true })
  deLieuId!: string | null;

  @Column({ type: 'uuid' })
  versLieuId!: string;

  /** Day of the move, or hour of the decision in an emergency. */
  @Column({ type: 'timestamptz' })
  le!: Date;

  @Secret()
  motifs!: string;

  @Column({ type: 'timestamptz' })
  enregistreLe!: Date;
}
