import { Field, ID, InputType } from 'type-graphql';
import { DateCivile, Horodatage } from '../../published/scalars';

@InputType({ description: 'Audience du juge des enfants sur une requête (CPC 1188), fixée, déplacée ou convoquée.' })
export class FixerAudienceInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par la juridiction." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Requête dont votre juridiction est saisie.' })
  requeteId!: string;

  @Field(() => Horodatage, { description: "Date et heure de l'audience." })
  audienceLe!: string;

  @Field(() => String, {
    nullable: true,
    description: "Lieu, si ce n'est pas le siège : chambre de proximité (CPC 1188), 200 caractères au plus.",
  })
  lieu?: string | null;

  @Field(() => DateCivile, {
    nullable: true,
    description: 'Jour où les convocations sont parties : huit jours au moins avant l’audience (J17).',
  })
  convocationsLe?: string | null;
}
