import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Accompli } from '../../../act';
import type { HubContext } from '../../../context';
import { PageArgs } from '../../../published/connection';
import { exigerLecture } from '../../../published/lecture';
import { payload } from '../../../published/payload';
import { changee } from '../mesures/mesure.acts.resolver';
import * as payloads from '../mesures/mesure.payload';
import { accueillirEnUrgence } from './accueillir-en-urgence';
import { prolongerAccueilMna } from './prolonger-accueil-mna';
import { enregistrerLieuAccueil } from './enregistrer-lieu-accueil';
import { demanderAgrement } from './demander-agrement';
import { accorderAgrement } from './accorder-agrement';
import { suspendreAgrement } from './suspendre-agrement';
import { retirerAgrement } from './retirer-agrement';
import * as inputs from './accueil.input';
import { LieuAccueil, LieuAccueilConnection } from './lieu-accueil.type';
import { lireLieux, placesPrises, relireLieu } from './lire-lieux';
import type { LieuChange } from './verrouiller-lieu';

@Resolver()
export class AccueilUrgenceResolver {
  @Mutation(() => payloads.AccueillirEnUrgencePayload, {
    description: 'Accueille un mineur en urgence : le procureur est avisé aussitôt, les délais de la loi courent.',
  })
  accueillirEnUrgence(
    @Arg('input', () => inputs.AccueillirEnUrgenceInput) input: inputs.AccueillirEnUrgenceInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(accueillirEnUrgence, input));
  }

  @Mutation(() => payloads.ProlongerAccueilMnaPayload, {
    description:
      "Prolonge de cinq jours l'accueil d'un mineur non accompagné, deux fois au plus ; le procureur est avisé.",
  })
  prolongerAccueilMna(
    @Arg('input', () => inputs.ProlongerAccueilMnaInput) input: inputs.ProlongerAccueilMnaInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(prolongerAccueilMna, input)));
  }
}

@Resolver(() => LieuAccueil)
export class LieuAccueilResolver {
  @Query(() => LieuAccueilConnection, { description: "Lieux d'accueil de votre collectivité." })
  async lieuxAccueil(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('avecPlaces', () => Boolean, { nullable: true, description: 'Seulement ceux où il reste une place.' })
    avecPlaces: boolean | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    exigerLecture(context.actor, 'mesure');
    return lireLieux(context, args, avecPlaces ?? false);
  }

  @FieldResolver(() => Int, { description: "Places libres, que l'agrément soit en vigueur ou non." })
  async placesLibres(@Root() { id, capacite }: LieuAccueil, @Ctx() context: HubContext): Promise<number> {
    return Math.max(0, capacite - (await placesPrises(context).load(id)));
  }

  @Mutation(() => payloads.EnregistrerLieuAccueilPayload, {
    description: "Enregistre un lieu d'accueil déjà agréé ou autorisé.",
  })
  enregistrerLieuAccueil(
    @Arg('input', () => inputs.EnregistrerLieuAccueilInput) input: inputs.EnregistrerLieuAccueilInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(enregistrerLieuAccueil, input));
  }

  @Mutation(() => payloads.DemanderAgrementPayload, {
    description: "Enregistre une demande d'agrément d'assistant familial (A13 : quatre mois, le silence vaut accord).",
  })
  demanderAgrement(
    @Arg('input', () => inputs.DemanderAgrementInput) input: inputs.DemanderAgrementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(demanderAgrement, input));
  }

  @Mutation(() => payloads.AccorderAgrementPayload, { description: 'Accorde ou rétablit un agrément.' })
  accorderAgrement(
    @Arg('input', () => inputs.AccorderAgrementInput) input: inputs.AccorderAgrementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('lieuAccueil', change(context, context.act(accorderAgrement, input)));
  }

  @Mutation(() => payloads.SuspendreAgrementPayload, {
    description: 'Suspend un agrément, quatre mois au plus : plus aucun enfant ne peut y être confié.',
  })
  suspendreAgrement(
    @Arg('input', () => inputs.SuspendreAgrementInput) input: inputs.SuspendreAgrementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('lieuAccueil', change(context, context.act(suspendreAgrement, input)));
  }

  @Mutation(() => payloads.RetirerAgrementPayload, {
    description: 'Retire un agrément ou refuse une demande, avec ses motifs.',
  })
  retirerAgrement(
    @Arg('input', () => inputs.RetirerAgrementInput) input: inputs.RetirerAgrementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('lieuAccueil', change(context, context.act(retirerAgrement, input)));
  }
}

async function change(context: HubContext, acte: Promise<Accompli<LieuChange>>): Promise<Accompli<LieuAccueil>> {
  const { reponse, recu } = await acte;
  return { reponse: await relireLieu(context, reponse.id), recu };
}
