import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../context';
import { HubError } from '../../domain/errors';
import { payload } from '../../published/payload';
import { DecisionJuge } from './decision.type';
import { enregistrerAppel } from './enregistrer-appel';
import { enregistrerArret } from './enregistrer-arret';
import { decisions } from './lire-decisions';
import { appelsDe, notificationsDe, notificationsParties } from './lire-parties';
import { notifierDecisionAuxParties } from './notifier-decision-aux-parties';
import { EnregistrerAppelInput, EnregistrerArretInput, NotifierDecisionAuxPartiesInput } from './parties.input';
import { Appel, NotificationPartie } from './parties.type';
import { EnregistrerAppelPayload, EnregistrerArretPayload, NotifierDecisionAuxPartiesPayload } from './payloads.type';

@Resolver(() => DecisionJuge)
export class PartiesDecisionResolver {
  @Mutation(() => NotifierDecisionAuxPartiesPayload, {
    description:
      "Notifie une décision à des parties, après qu'elle a été transmise : le délai d'appel de chacune court de sa propre notification (CPC 1190, 1191).",
  })
  notifierDecisionAuxParties(
    @Arg('input', () => NotifierDecisionAuxPartiesInput) input: NotifierDecisionAuxPartiesInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(notifierDecisionAuxParties, input));
  }

  @Mutation(() => EnregistrerAppelPayload, {
    description: "Enregistre l'appel d'une partie ou du ministère public : son délai est tenu (CPC 1191).",
  })
  enregistrerAppel(
    @Arg('input', () => EnregistrerAppelInput) input: EnregistrerAppelInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(enregistrerAppel, input));
  }

  @Mutation(() => EnregistrerArretPayload, {
    description:
      "Enregistre l'arrêt de la cour d'appel : ses trois mois, après un placement provisoire, sont tenus (CPC 1193). Ce que l'arrêt change s'exécute par une nouvelle décision.",
  })
  enregistrerArret(
    @Arg('input', () => EnregistrerArretInput) input: EnregistrerArretInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(enregistrerArret, input));
  }

  @FieldResolver(() => [NotificationPartie], { description: 'Parties à qui elle est notifiée.' })
  notifications(@Root() { id }: DecisionJuge, @Ctx() context: HubContext): Promise<NotificationPartie[]> {
    return notificationsDe(context).load(id);
  }

  @FieldResolver(() => [Appel], { description: 'Appels dont elle est frappée.' })
  appels(@Root() { id }: DecisionJuge, @Ctx() context: HubContext): Promise<Appel[]> {
    return appelsDe(context).load(id);
  }
}

@Resolver(() => NotificationPartie)
export class NotificationPartieResolver {
  @Query(() => NotificationPartie, { nullable: true, description: "La notification d'une décision à une partie." })
  async notificationPartie(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<NotificationPartie> {
    const lue = await notificationsParties(context).load(id);
    if (!lue) throw new HubError('NOT_FOUND');
    return lue;
  }

  @FieldResolver(() => DecisionJuge, { nullable: true, description: 'La décision.' })
  async decision(@Root() { decisionId }: NotificationPartie, @Ctx() context: HubContext): Promise<DecisionJuge | null> {
    return (await decisions(context).load(decisionId)) ?? null;
  }
}
