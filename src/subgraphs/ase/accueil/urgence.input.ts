import { Field, ID, InputType } from 'type-graphql';
import type { CasUrgence, DestinataireInformation } from '../../../domain/accueil-urgence';
import { EnfantInput } from '../../../published/enfant.input';
import { Horodatage } from '../../../published/scalars';
import * as enums from '../mesures/mesure.enums';

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

@InputType({
  description: "Saisine de l'autorité judiciaire après un accueil en urgence (CASF L223-2, C. civ. 375-5).",
})
export class SaisirAutoriteJudiciaireInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Mesure : accueil en urgence.' })
  mesureId!: string;

  @Field(() => String, { description: 'Motifs, 20 000 caractères au plus.' })
  motifs!: string;
}

@InputType({ description: 'Information ou saisine faite hors du hub, que l’ASE atteste.' })
export class AttesterInformationInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence, facultative." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;

  @Field(() => enums.DestinataireInformation, { description: 'Qui a été informé ou saisi.' })
  destinataire!: DestinataireInformation;

  @Field(() => Horodatage, { description: 'Le.' })
  le!: string;
}
