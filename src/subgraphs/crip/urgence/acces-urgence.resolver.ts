import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Accompli } from '../../../act';
import type { HubContext } from '../../../context';
import { PageArgs } from '../../../published/connection';
import { payload } from '../../../published/payload';
import { enfants } from '../enfant.reference';
import { Enfant } from '../enfant.type';
import { FiltreAccesUrgenceInput, OuvrirEnUrgenceInput, RevoirAccesInput } from './acces-urgence.input';
import { AccesUrgence, AccesUrgenceConnection, OuvrirEnUrgencePayload, RevoirAccesPayload } from './acces-urgence.type';
import { accesUrgence, lireAccesUrgence } from './lire-acces-urgence';
import { ouvrirEnUrgence } from './ouvrir-en-urgence';
import { revoirAcces } from './revoir-acces';

@Resolver(() => AccesUrgence)
export class AccesUrgenceResolver {
  @Query(() => AccesUrgenceConnection, {
    description: 'Accès en urgence que votre CRIP a ouverts, ou qui concernent les enfants de votre collectivité.',
  })
  accesUrgence(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filtre', () => FiltreAccesUrgenceInput, { nullable: true, description: 'Filtre.' })
    filtre: FiltreAccesUrgenceInput | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return lireAccesUrgence(context, args, filtre ?? {});
  }

  @FieldResolver(() => Enfant, {
    nullable: true,
    description:
      "L'enfant, pour la CRIP de sa collectivité ; pour celle qui a ouvert l'accès, tant qu'il est ouvert et si l'opération porte l'en-tête `finalite: URGENCE`. À défaut, `enfantId` le désigne.",
  })
  async enfant(@Root() { enfantId }: AccesUrgence, @Ctx() context: HubContext): Promise<Enfant | null> {
    return (await enfants(context).load(enfantId)) ?? null;
  }

  @Mutation(() => OuvrirEnUrgencePayload, {
    description:
      "Astreinte de la CRIP : ouvre pour quelques heures la fiche d'un enfant connu d'une autre collectivité. Les deux CRIP en sont avisées, une autre personne revoit l'accès. La fiche se lit ensuite par `enfant(id:, finalite: URGENCE)`, avec l'`enfantId` que rend cet acte.",
  })
  ouvrirEnUrgence(
    @Arg('input', () => OuvrirEnUrgenceInput) input: OuvrirEnUrgenceInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('acces', relus(context, context.act(ouvrirEnUrgence, input)));
  }

  @Mutation(() => RevoirAccesPayload, {
    description: "Revoit après coup un accès en urgence : une autre personne que celle qui l'a ouvert.",
  })
  revoirAcces(
    @Arg('input', () => RevoirAccesInput) input: RevoirAccesInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    const un = context.act(revoirAcces, input).then(({ reponse, recu }) => ({ reponse: [reponse], recu }));
    return payload(
      'acces',
      relus(context, un).then(({ reponse: [acces], recu }) => ({ reponse: acces, recu })),
    );
  }
}

/** An act answers identifiers: what its caller is shown is read like any other time. */
async function relus(context: HubContext, acte: Promise<Accompli<readonly string[]>>) {
  const { reponse, recu } = await acte;
  return { reponse: await Promise.all(reponse.map((id) => accesUrgence(context).load(id))), recu };
}
