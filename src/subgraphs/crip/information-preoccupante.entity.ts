import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { NatureDanger, TypeInstitution, Urgence } from '../../domain/code-lists';
import type { Canal, RegimeRetour } from '../../domain/retours';
import type { SuiteDecision } from '../../domain/suites';
import type { EtatInformation } from '../../domain/transitions';
import type { TransmettreInformationPreoccupanteInput as Input } from './information-preoccupante.input';
import { Secret } from '../../platform/secret/colonne';

/** The sheet as it was sent, less the child's identity (in `crip.enfant`), its school's and its hospital's blocks, and who called. */
export type ContenuInformation = Pick<Input, 'emetteur' | 'faits' | 'informationParents'> & {
  [K in 'famille' | 'fratrie' | 'auteurPresume' | 'demarches' | 'informationEnfant' | 'copieParquet']:
    Input[K] | undefined;
} & {
  residence: Record<'commune' | 'adresse' | 'telephone' | 'lieuDeVieActuel', string | null | undefined>;
};

@Entity({ schema: 'crip', name: 'information_preoccupante' })
@Index('information_reference', ['collectivite', 'reference'], { unique: true })
@Index('information_collectivite', ['collectivite', 'id'])
@Index('information_recue', ['collectivite', 'recueLe'])
@Index('information_etat', ['collectivite', 'etat', 'id'])
@Index('information_emetteur', ['emetteurInstitution', 'id'])
@Index('information_enfant', ['enfantId', 'id'])
@Index('information_transit', ['transitId'], { where: 'transit_id IS NOT NULL' })
@Index('information_rattachee', ['rattacheeA'], { where: 'rattachee_a IS NOT NULL' })
export class InformationPreoccupanteRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'information_preoccupante_pk' })
  id!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'text' })
  collectivite!: string;

  /** Institution whose token brought it: the CRIP itself, for a call or a letter that it recorded. */
  @Column({ type: 'text' })
  emetteurInstitution!: string;

  @Column({ type: 'text' })
  emetteurType!: TypeInstitution;

  @Column({ type: 'uuid' })
  enfantId!: string;

  /** T0 of the evaluation (CASF D226-2-4 II). */
  @Column({ type: 'timestamptz' })
  recueLe!: Date;

  /** Start of the sender's feedback clock (CASF L226-5). */
  @Column({ type: 'timestamptz' })
  transmiseLe!: Date;

  /** What feedback is owed to its sender, and from when. */
  @Column({ type: 'text' })
  regimeRetour!: RegimeRetour;

  /** How it reached the CRIP. */
  @Column({ type: 'text' })
  canal!: Canal;

  @Column({ type: 'text' })
  etat!: EtatInformation;

  @Column({ type: 'text' })
  urgence!: Urgence;

  @Column({ type: 'text' })
  naturePrincipale!: NatureDanger;

  @Column({ type: 'text', array: true })
  naturesDanger!: NatureDanger[];

  @Secret()
  contenu!: ContenuInformation;

  @Column({ type: 'text' })
  empreinte!: string;

  /** Received while the CRIP was closed. */
  @Column({ type: 'boolean', default: false })
  horsHoraires!: boolean;

  /** The open information that this one was joined to. */
  @Column({ type: 'uuid', nullable: true })
  rattacheeA!: string | null;

  /** What the président du conseil départemental decided. */
  @Column({ type: 'text', nullable: true })
  suite!: SuiteDecision | null;

  /** The transfer to another hub that has it in hand. */
  @Column({ type: 'uuid', nullable: true })
  transitId?: string | null;
}
