import { Field, ID, InputType } from 'type-graphql';
import type { MotifExamenStatut } from '../../../domain/suivi-ase';
import { Horodatage } from '../../../published/scalars';
import * as enums from '../mesures/mesure.enums';

@InputType({
  description: "Choix d'un lieu ou d'un mode d'accueil, notifié au représentant légal (CASF L223-2 al. 6).",
})
export class NotifierChoixLieuInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => ID, { description: "Mesure de l'enfant, déjà admis." })
  mesureId!: string;

  @Field(() => String, { description: 'Lieu ou mode d’accueil choisi, 2 000 caractères au plus.' })
  choix!: string;

  @Field(() => Horodatage, { description: 'Envoyé le.' })
  envoyeLe!: string;

  @Field(() => Horodatage, {
    nullable: true,
    description: 'Reçu le, si le représentant légal en a accusé réception : quatre semaines ; sinon six.',
  })
  recuLe?: string | null;
}

@InputType({ description: 'Accusé de réception du représentant légal : les quatre semaines courent de là.' })
export class AccuserChoixLieuInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence, facultative." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;

  @Field(() => Horodatage, { description: 'Reçu le.' })
  recuLe!: string;
}

@InputType({ description: 'Réponse expresse du représentant légal au choix notifié.' })
export class RepondreChoixLieuInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence, facultative." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;

  @Field(() => Boolean, { description: 'Accord, ou opposition.' })
  accord!: boolean;

  @Field(() => Horodatage, { description: 'Réponse du.' })
  le!: string;
}

@InputType({ description: "Situation à faire examiner par la commission : confié depuis plus d'un an (L223-1 al. 5)." })
export class SaisirCommissionStatutInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;

  @Field(() => enums.MotifExamenStatut, { description: 'Motif.' })
  motif!: MotifExamenStatut;

  @Field(() => Horodatage, { description: 'Relevé le : le délai court de là.' })
  le!: string;
}

@InputType({ description: 'Examen par la commission, tenu.' })
export class EnregistrerExamenStatutInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;

  @Field(() => Horodatage, { description: 'Tenu le.' })
  tenuLe!: string;

  @Field(() => String, { description: 'Avis, 5 000 caractères au plus.' })
  avis!: string;

  @Field(() => Boolean, { description: 'Le risque ou l’inadaptation demeure : un nouvel examen est dû.' })
  risquePersiste!: boolean;
}
