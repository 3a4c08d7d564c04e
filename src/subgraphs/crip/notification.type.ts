import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ResultatActe } from '../../published/accuse-reception.type';
import { connectionOf } from '../../published/connection';
import { published } from '../../published/enums';
import { Horodatage } from '../../published/scalars';

export const EtatNotification = published('EtatNotification', 'Où en est la remise de cette notification.', {
  EN_ATTENTE: 'Pas encore remise.',
  REMISE: 'Remise : poussée et acceptée par votre logiciel, ou relevée ici.',
  MORTE: 'Toutes les tentatives ont échoué : à relever ici, ou à relivrer.',
});

@ObjectType({ description: "Objet dont parle une notification : à lire par l'API, sous vos droits." })
export class SujetNotification {
  @Field(() => String, { description: 'Type GraphQL.' })
  type!: string;

  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;
}

@ObjectType({
  description: "Un événement qui vous est dû. Il ne porte que des identifiants, jamais une donnée d'une personne.",
})
export class Notification {
  @Field(() => ID, { description: "Identifiant, aussi envoyé dans l'en-tête `webhook-id`." })
  id!: string;

  @Field(() => String, { description: "Type d'événement." })
  type!: string;

  @Field(() => SujetNotification, { description: 'Objet concerné.' })
  sujet!: SujetNotification;

  @Field(() => Horodatage, { description: "Instant de l'événement." })
  le!: string;

  @Field(() => EtatNotification, { description: 'Remise.' })
  etat!: keyof typeof EtatNotification;

  @Field(() => Horodatage, { nullable: true, description: 'Première remise.' })
  remiseLe?: string | null;
}

export const NotificationConnection = connectionOf(
  Notification,
  'Notification',
  'Boîte de votre institution, de la plus récente à la plus ancienne. Relever une notification la remet.',
);

@InputType({ description: 'Filtre de la boîte.' })
export class FiltreNotificationsInput {
  @Field(() => EtatNotification, { nullable: true, description: 'État avant cette lecture.' })
  etat?: keyof typeof EtatNotification | null;

  @Field(() => String, { nullable: true, description: "Type d'événement." })
  type?: string | null;
}

@ObjectType({ description: 'Événement en direct.' })
export class Evenement {
  @Field(() => ID, { description: 'Identifiant de la notification correspondante.' })
  id!: string;

  @Field(() => String, { description: "Type d'événement." })
  type!: string;

  @Field(() => SujetNotification, { description: 'Objet concerné.' })
  sujet!: SujetNotification;

  @Field(() => Horodatage, { description: "Instant de l'événement." })
  le!: string;

  @Field(() => Boolean, { description: 'Des événements ont pu manquer juste avant celui-ci : relever la boîte.' })
  lacune!: boolean;
}

@InputType({ description: 'Notifications à pousser de nouveau vers votre logiciel.' })
export class RelivrerNotificationsInput {
  @Field(() => [ID], { description: 'Identifiants, 100 au plus.' })
  notificationIds!: string[];
}

@ObjectType({ description: 'Résultat de `relivrerNotifications`.' })
export class RelivrerNotificationsPayload extends ResultatActe {
  @Field(() => [ID], { nullable: true, description: 'Notifications remises en attente de livraison.' })
  notificationIds?: string[] | null;
}
