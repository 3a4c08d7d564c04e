import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import { PageArgs } from '../../../published/connection';
import { payload } from '../../../published/payload';
import * as payloads from '../mesures/mesure.payload';
import * as inputs from './accueil.input';
import { enregistrerLieuAccueil } from './enregistrer-lieu-accueil';
import { CommissionAgrement, LieuAccueil, LieuAccueilConnection } from './lieu-accueil.type';
import { commissions, lieux, lireLieux, placesPrises } from './lire-lieux';

@Resolver(() => LieuAccueil)
export class LieuAccueilResolver {
  @Query(() => LieuAccueilConnection, { description: "Lieux d'accueil de votre collectivité." })
  async lieuxAccueil(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('avecPlaces', () => Boolean, {
      nullable: true,
      description: 'Seulement ceux à qui un enfant peut être confié ce jour : agrément en vigueur, place libre.',
    })
    avecPlaces: boolean | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return lireLieux(context, args, avecPlaces ?? false);
  }

  @Query(() => LieuAccueil, { nullable: true, description: "Un lieu d'accueil." })
  async lieuAccueil(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<LieuAccueil> {
    const lieu = await lieux(context).load(id);
    if (!lieu) throw new HubError('NOT_FOUND');
    return lieu;
  }

  @FieldResolver(() => [CommissionAgrement], {
    description: 'Réunions de la commission consultative paritaire sur cet agrément, dans l’ordre.',
  })
  commissions(@Root() { id }: LieuAccueil, @Ctx() context: HubContext): Promise<CommissionAgrement[]> {
    return commissions(context).load(id);
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
}
