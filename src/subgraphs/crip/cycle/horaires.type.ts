import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { ResultatActe } from '../../../published/accuse-reception.type';

@ObjectType({ description: 'Heures d’ouverture de la CRIP. Aucun texte ne les fixe : chaque collectivité les dit.' })
export class HorairesCrip {
  @Field(() => String, { description: "Collectivité qui exerce l'aide sociale à l'enfance." })
  collectivite!: string;

  @Field(() => [Int], { description: 'Jours de la semaine, 1 pour lundi, 7 pour dimanche.' })
  jours!: number[];

  @Field(() => String, { description: 'Ouverture, HH:MM, heure locale.' })
  ouverture!: string;

  @Field(() => String, { description: 'Fermeture, HH:MM, heure locale.' })
  fermeture!: string;

  @Field(() => Boolean, { description: "Vrai : la collectivité n'a rien dit, ce sont celles du hub." })
  parDefaut!: boolean;
}

@InputType({ description: 'Heures d’ouverture de votre CRIP. Un jour férié la ferme, sauf le samedi et le dimanche.' })
export class FixerHorairesCripInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence." })
  idempotencyKey?: string | null;

  @Field(() => [Int], { description: 'Jours de la semaine, 1 pour lundi, 7 pour dimanche.' })
  jours!: number[];

  @Field(() => String, { description: 'Ouverture, HH:MM, heure locale.' })
  ouverture!: string;

  @Field(() => String, { description: 'Fermeture, HH:MM, heure locale ; `24:00` pour minuit.' })
  fermeture!: string;
}

@ObjectType({ description: 'Résultat de `fixerHorairesCrip`.' })
export class FixerHorairesCripPayload extends ResultatActe {
  @Field(() => HorairesCrip, { nullable: true, description: 'Heures enregistrées ; absentes si refusées.' })
  horaires?: HorairesCrip | null;
}
