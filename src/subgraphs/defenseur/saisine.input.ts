import { Field, InputType, Int } from 'type-graphql';
import type * as codes from '../../domain/code-lists';
import { EnfantInput } from '../../published/enfant.input';
import * as enums from '../../published/enums';

@InputType({ description: 'Saisine du président du conseil départemental (LO 2011-333 art. 18 et 35).' })
export class TransmettreSaisineDefenseurInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par le Défenseur." })
  idempotencyKey!: string;

  @Field(() => enums.TypeSaisine, { description: 'Objet.' })
  type!: codes.TypeSaisine;

  @Field(() => EnfantInput, { description: "L'enfant." })
  enfant!: EnfantInput;

  @Field(() => String, {
    nullable: true,
    description: "Collectivité saisie, si ce n'est pas celle où vit l'enfant (code du registre, par exemple `31`).",
  })
  collectivite?: string | null;

  @Field(() => String, { description: 'Faits, 20 000 caractères au plus.' })
  faits!: string;

  @Field(() => [String], { nullable: true, description: 'Vérifications demandées.' })
  verificationsDemandees?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Qualité de la personne qui a saisi le Défenseur (pas son nom).',
  })
  qualiteReclamant?: string | null;

  @Field(() => Int, { nullable: true, description: 'Délai de réponse fixé, en jours : 30 à défaut.' })
  delaiReponseJours?: number | null;
}
