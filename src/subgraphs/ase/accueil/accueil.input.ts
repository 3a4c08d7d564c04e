import { Field, InputType, Int } from 'type-graphql';
import type { TypeLieu } from '../../../domain/agrements';
import { DateCivile } from '../../../published/scalars';
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
