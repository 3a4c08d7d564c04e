import { Field, InputType } from 'type-graphql';
import type { Sexe as CodeSexe } from '../../domain/code-lists';
import type { NaturePassage as CodeNature } from '../../domain/passages';
import { NaturePassage, Sexe } from '../../published/enums';
import { DateCivile, Horodatage } from '../../published/scalars';

@InputType({ description: 'Traits d’état civil, tous : le hub ne rapproche pas un enfant à moins.' })
export class TraitsEnfantInput {
  @Field(() => String, { description: 'Nom de naissance.' })
  nomNaissance!: string;

  @Field(() => String, { description: "Prénoms, dans l'ordre de l'état civil." })
  prenoms!: string;

  @Field(() => Sexe, { description: 'Sexe.' })
  sexe!: CodeSexe;

  @Field(() => DateCivile, { description: 'Date de naissance.' })
  dateNaissance!: string;

  @Field(() => String, { description: 'Commune de naissance (code INSEE).' })
  communeNaissance!: string;
}

@InputType({ description: 'Passage d’un enfant dans votre établissement.' })
export class SignalerPassageInput {
  @Field(() => String, { description: "Clé d'idempotence." })
  idempotencyKey!: string;

  @Field(() => TraitsEnfantInput, { description: 'L’enfant.' })
  enfant!: TraitsEnfantInput;

  @Field(() => NaturePassage, { description: 'Nature.' })
  nature!: CodeNature;

  @Field(() => Horodatage, { description: 'Quand.' })
  le!: string;
}
