import { Arg, Args, Ctx, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { HubContext } from '../../context';
import type { LiveEvent } from '../../platform/live-events';
import { PageArgs } from '../../published/connection';
import { payload } from '../../published/payload';
import { lireNotifications } from './lire-notifications';
import {
  Evenement,
  FiltreNotificationsInput,
  NotificationConnection,
  RelivrerNotificationsInput,
  RelivrerNotificationsPayload,
} from './notification.type';
import { relivrerNotifications } from './relivrer-notifications';

@Resolver()
export class NotificationResolver {
  @Query(() => NotificationConnection, {
    description: 'Boîte de votre institution. Relever une notification la remet, même si son envoi avait échoué.',
  })
  notifications(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filtre', () => FiltreNotificationsInput, { nullable: true, description: 'Filtre.' })
    filtre: FiltreNotificationsInput | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return lireNotifications(context, args, filtre ?? {});
  }

  @Mutation(() => RelivrerNotificationsPayload, {
    description: 'Pousse de nouveau vos notifications, sous le même `webhook-id`.',
  })
  relivrerNotifications(
    @Arg('input', () => RelivrerNotificationsInput) input: RelivrerNotificationsInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('notificationIds', context.act(relivrerNotifications, input));
  }

  @Subscription(() => Evenement, {
    description: "Événements de votre institution, en direct. L'expiration du jeton ferme l'abonnement.",
    subscribe: ({ context }: { context: HubContext }) => context.live(),
  })
  evenements(@Root() { livraisonId, type, sujetType, sujetId, le, lacune }: LiveEvent): Evenement {
    const sujet = { type: sujetType, id: sujetId };
    return Object.assign(new Evenement(), { id: livraisonId, type, sujet, le: le.toISOString(), lacune });
  }
}
