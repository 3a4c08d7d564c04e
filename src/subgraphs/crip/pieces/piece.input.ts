import { Field, ID, InputType } from 'type-graphql';
import { PieceAJoindreInput } from '../../../published/piece-jointe.type';

@InputType({ description: 'Pièce à joindre à une information préoccupante, déjà envoyée par `POST /pieces`.' })
export class JoindrePieceInput extends PieceAJoindreInput {
  @Field(() => String, { description: "Clé d'idempotence." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Information préoccupante.' })
  informationId!: string;

  @Field(() => Boolean, {
    description: 'Contenu médical, lu de ceux seuls qui y ont droit. Ce que joint un hôpital l’est toujours.',
  })
  medicale!: boolean;
}
