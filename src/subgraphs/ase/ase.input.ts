import { Field, ID, InputType } from 'type-graphql';
import { PieceAJoindreInput } from '../../published/piece-jointe.type';

@InputType({ description: "Accusé de réception d'une mesure urgente par une personne de l'ASE." })
export class AccuserReceptionInput {
  @Field(() => ID, { description: 'Mesure urgente.' })
  mesureId!: string;

  @Field(() => String, { description: 'Fonction de la personne qui accuse réception (pas son nom).' })
  fonction!: string;

  @Field(() => String, {
    nullable: true,
    description: "Clé d'idempotence, facultative : le premier accusé vaut toujours.",
  })
  idempotencyKey?: string | null;
}

@InputType({ description: "Prise en charge d'une information immédiate reçue quand la CRIP était fermée." })
export class AccuserInformationUrgenteInput {
  @Field(() => ID, { description: 'Information préoccupante.' })
  informationId!: string;

  @Field(() => String, { description: "Fonction de la personne qui s'en charge (pas son nom)." })
  fonction!: string;

  @Field(() => String, {
    nullable: true,
    description: "Clé d'idempotence, facultative : la première prise en charge vaut toujours.",
  })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Réponse du département à une saisine du Défenseur.' })
export class RepondreSaisineDefenseurInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par le département." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Saisine.' })
  saisineId!: string;

  @Field(() => String, { description: 'Explications, 20 000 caractères au plus.' })
  reponse!: string;

  @Field(() => String, { description: 'Fonction de la personne qui répond (pas son nom).' })
  fonction!: string;

  @Field(() => [PieceAJoindreInput], {
    defaultValue: [],
    description: 'Pièces jointes à la réponse, 20 au plus, déjà envoyées par `POST /pieces`.',
  })
  pieces!: PieceAJoindreInput[];
}
