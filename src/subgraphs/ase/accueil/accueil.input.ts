import { Field, ID, InputType, Int } from 'type-graphql';
import type { TypeLieu } from '../../../domain/agrements';
import type { CasUrgence } from '../../../domain/accueil-urgence';
import { EnfantInput } from '../../../published/enfant.input';
import { DateCivile, Horodatage } from '../../../published/scalars';
import * as enums from '../mesures/mesure.enums';

@InputType({ description: "Lieu d'accueil déjà agréé ou autorisé." })
export class EnregistrerLieuAccueilInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => enums.TypeLieuAccueil, { description: 'Nature.' })
  type!: TypeLieu;

  @Field(() => String, { description: 'Nom sous lequel le service le connaît.' })
  nom!: string;

  @Field(() => String, { nullable: true, description: 'FINESS, pour un établissement.' })
  finess?: string | null;

  @Field(() => Int, { description: 'Nombre de places.' })
  capacite!: number;

  @Field(() => DateCivile, { description: "Premier jour de l'agrément ou de l'autorisation." })
  valideDu!: string;

  @Field(() => DateCivile, {
    nullable: true,
    description: 'Dernier jour ; à défaut, cinq ans pour un assistant familial, quinze pour un établissement.',
  })
  valideAu?: string | null;
}

@InputType({ description: "Demande d'agrément d'assistant familial reçue par le département (CASF L421-3)." })
export class DemanderAgrementInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => String, { description: 'Nom sous lequel le service le connaît.' })
  nom!: string;

  @Field(() => Int, { description: 'Nombre de places demandées.' })
  capacite!: number;

  @Field(() => Horodatage, { description: 'Demande reçue le : elle fait courir les quatre mois (A13).' })
  demandeLe!: string;
}

@InputType({ description: 'Agrément accordé, ou rétabli.' })
export class AccorderAgrementInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence, facultative." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "Lieu d'accueil." })
  lieuId!: string;

  @Field(() => DateCivile, { description: 'Premier jour.' })
  valideDu!: string;

  @Field(() => Int, { nullable: true, description: 'Places accordées, si elles diffèrent de la demande.' })
  capacite?: number | null;
}

@InputType({ description: "Suspension d'un agrément en urgence, quatre mois au plus (CASF L421-6, R421-24)." })
export class SuspendreAgrementInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence, facultative." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "Lieu d'accueil." })
  lieuId!: string;

  @Field(() => DateCivile, { description: 'Dernier jour de la suspension.' })
  jusquAu!: string;

  @Field(() => String, { description: 'Motif.' })
  motif!: string;
}

@InputType({ description: "Retrait d'un agrément, ou refus d'une demande, toujours motivé (CASF L421-6)." })
export class RetirerAgrementInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence, facultative." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "Lieu d'accueil." })
  lieuId!: string;

  @Field(() => String, { description: 'Motif.' })
  motif!: string;
}

@InputType({ description: "Accueil d'un mineur en urgence." })
export class AccueillirEnUrgenceInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => enums.CasUrgence, { description: 'Cas prévu par la loi.' })
  cas!: CasUrgence;

  @Field(() => EnfantInput, { nullable: true, description: "Traits de l'enfant, ou `enfantId`." })
  enfant?: EnfantInput | null;

  @Field(() => ID, { nullable: true, description: 'Enfant déjà connu.' })
  enfantId?: string | null;

  @Field(() => Horodatage, { description: "Instant de l'arrivée : les heures et les jours courent de là." })
  arriveLe!: string;

  @Field(() => String, { description: 'Tribunal judiciaire dont le procureur est avisé.' })
  tj!: string;

  @Field(() => ID, { nullable: true, description: "Lieu d'accueil." })
  lieuId?: string | null;

  @Field(() => String, { nullable: true, description: "Où l'enfant est accueilli, si le lieu n'est pas enregistré." })
  confieA?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Parents informés le.' })
  parentsInformesLe?: string | null;

  @Field(() => ID, { nullable: true, description: 'Mesure urgente du procureur, pour une OPP.' })
  mesureUrgenteId?: string | null;
}

@InputType({ description: "Prolongation de l'accueil d'un mineur non accompagné (CASF R221-11)." })
export class ProlongerAccueilMnaInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;
}
