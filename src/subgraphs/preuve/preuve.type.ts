import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'Preuve que l’acte d’un reçu est au journal du hub (RFC 9162). Avec le reçu et les clés publiques, elle se vérifie sans le hub.',
})
export class PreuveInclusion {
  @Field(() => ID, { description: 'Identifiant du reçu.' })
  recu!: string;

  @Field(() => String, { description: 'Ce que le journal a scellé de l’acte, à l’octet près (RFC 8785).' })
  contenu!: string;

  @Field(() => Int, { description: 'Position au journal, à partir de 0.' })
  position!: number;

  @Field(() => [String], { description: 'Hachages à réunir jusqu’à la racine, de bas en haut, en base64.' })
  chemin!: readonly string[];

  @Field(() => String, { description: 'Point de contrôle : note signée qui donne la taille et la racine du journal.' })
  point!: string;
}

@ObjectType({
  description:
    'Dossier de preuve d’un enfant ou d’un échange : actes, reçus, remises, accès, et de quoi les vérifier hors ligne.',
})
export class DossierDePreuve {
  @Field(() => String, {
    description: 'L’archive : à enregistrer telle quelle, à l’octet près, pour `npm run hub -- verify`.',
  })
  contenu!: string;

  @Field(() => Int, { description: 'Nombre d’enregistrements de cette archive.' })
  enregistrements!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'À redonner dans `apres` pour la suite du dossier ; absent : il est entier.',
  })
  suite?: number | null;
}
