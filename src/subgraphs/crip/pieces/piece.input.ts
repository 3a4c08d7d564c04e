import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Pièce à joindre à une information préoccupante, déjà envoyée par `POST /pieces`.' })
export class JoindrePieceInput {
  @Field(() => String, { description: "Clé d'idempotence." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Information préoccupante.' })
  informationId!: string;

  @Field(() => ID, { description: 'Pièce : identifiant rendu par `POST /pieces`.' })
  pieceId!: string;

  @Field(() => String, { description: 'SHA-256 de ses octets, en hexadécimal : ce que le reçu atteste.' })
  empreinte!: string;

  @Field(() => String, { description: 'Intitulé : « certificat médical initial », « photographie d’un dessin ».' })
  intitule!: string;

  @Field(() => Boolean, {
    description: 'Contenu médical, lu de ceux seuls qui y ont droit. Ce que joint un hôpital l’est toujours.',
  })
  medicale!: boolean;
}
