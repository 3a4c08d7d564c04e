import { Field, ID, InputType } from 'type-graphql';
import * as urgence from '../../../domain/acces-urgence';
import type { Sexe as CodeSexe } from '../../../domain/code-lists';
import { published, Sexe } from '../../../published/enums';
import { DateCivile } from '../../../published/scalars';

export const MotifUrgence = published(
  'MotifUrgence',
  "Pourquoi la fiche d'un enfant est ouverte en urgence.",
  urgence.MOTIFS_URGENCE,
);
export const ConclusionRevue = published(
  'ConclusionRevue',
  "Ce que conclut la revue d'un accès en urgence.",
  urgence.CONCLUSIONS_REVUE,
);

@InputType({ description: 'Traits d’état civil stricts : ils désignent un enfant, ou personne.' })
export class TraitsEnfantInput {
  @Field(() => String, { description: 'Nom de naissance.' })
  nomNaissance!: string;

  @Field(() => String, { description: "Prénoms, dans l'ordre de l'état civil." })
  prenoms!: string;

  @Field(() => DateCivile, { description: 'Date de naissance.' })
  dateNaissance!: string;

  @Field(() => Sexe, { description: 'Sexe.' })
  sexe!: CodeSexe;

  @Field(() => String, { description: 'Commune de naissance (code INSEE).' })
  communeNaissance!: string;
}

@InputType({ description: "Ouverture en urgence de la fiche d'un enfant connu d'une autre collectivité." })
export class OuvrirEnUrgenceInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par votre institution." })
  idempotencyKey!: string;

  @Field(() => ID, { nullable: true, description: "L'enfant, si vous en avez l'identifiant ; sinon `traits`." })
  enfantId?: string | null;

  @Field(() => TraitsEnfantInput, { nullable: true, description: "Traits de l'enfant, à défaut d'`enfantId`." })
  traits?: TraitsEnfantInput | null;

  @Field(() => MotifUrgence, { description: 'Motif.' })
  motif!: urgence.MotifUrgence;

  @Field(() => String, { nullable: true, description: 'Précision ; obligatoire pour `AUTRE`.' })
  precision?: string | null;
}

@InputType({ description: "Revue d'un accès en urgence, par une autre personne que celle qui l'a ouvert." })
export class RevoirAccesInput {
  @Field(() => ID, { description: 'Accès en urgence.' })
  accesId!: string;

  @Field(() => ConclusionRevue, { description: 'Conclusion.' })
  conclusion!: urgence.ConclusionRevue;

  @Field(() => String, { nullable: true, description: 'Observation ; obligatoire si l’accès est injustifié.' })
  observation?: string | null;
}

@InputType({ description: 'Filtre des accès en urgence.' })
export class FiltreAccesUrgenceInput {
  @Field(() => ID, { nullable: true, description: 'Accès exact.' })
  id?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'À revoir, ou déjà revus.' })
  aRevoir?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Encore ouverts, ou expirés.' })
  enCours?: boolean | null;
}
