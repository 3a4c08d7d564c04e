import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { SelectQueryBuilder } from 'typeorm';
import type { Accompli } from '../../../act';
import type { HubContext } from '../../../context';
import { groupBy, loader } from '../../../platform/loaders';
import { page, PageArgs } from '../../../published/connection';
import { parId } from '../../../published/lire-lignes';
import { payload } from '../../../published/payload';
import { InformationPreoccupante } from '../information-preoccupante.type';
import { informations } from '../lire-informations-preoccupantes';
import { chercherCoincidence, coincidencesDe } from './chercher-coincidence';
import { CoincidenceRow } from './coincidence.entity';
import {
  ChercherCoincidenceInput,
  Coincidence,
  CoincidenceConnection,
  CoincidencePayload,
  publierCoincidence,
} from './coincidence.type';

/** Those of the CRIP that asked, until they end. */
function lisibles({ actor, lecture, now }: HubContext): SelectQueryBuilder<CoincidenceRow> {
  const builder = lecture.createQueryBuilder(CoincidenceRow, 'c');
  return actor.role === 'crip'
    ? builder.where('c.collectivite = :par AND c.expireLe > :instant', { par: actor.territoire, instant: now() })
    : builder.where('FALSE');
}

export const coincidences = parId({ nom: 'crip.coincidence', lisibles, publier: () => publierCoincidence });

const ailleurs = (context: HubContext) =>
  loader<string[], string[]>(
    context,
    'crip.coincidence.ailleurs',
    async (ids) => {
      if (context.actor.role !== 'crip') return new Map();
      const parDemande = groupBy(await coincidencesDe(context.lecture, ids, context.now()), ({ id }) => id);
      return new Map([...parDemande].map(([id, groupe]) => [id, groupe.map(({ collectivite }) => collectivite)]));
    },
    [],
  );

@Resolver(() => Coincidence)
export class CoincidenceResolver {
  @Query(() => CoincidenceConnection, { description: 'Demandes de coïncidence en cours de votre CRIP.' })
  coincidences(@Args(() => PageArgs) args: PageArgs, @Ctx() context: HubContext): Promise<unknown> {
    return page(lisibles(context), args, publierCoincidence);
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'Collectivités dont la CRIP travaille sur le même enfant et l’a demandé aussi. Interrogez-les : le hub n’en dit pas plus (CASF L221-3 al. 3).',
  })
  collectivites(@Root() { id }: Coincidence, @Ctx() context: HubContext): Promise<string[]> {
    return ailleurs(context).load(id);
  }

  @FieldResolver(() => InformationPreoccupante, { nullable: true, description: 'Information de votre collectivité.' })
  async information(
    @Root() { informationId }: Coincidence,
    @Ctx() context: HubContext,
  ): Promise<InformationPreoccupante | null> {
    return (await informations(context).load(informationId)) ?? null;
  }

  @Mutation(() => CoincidencePayload, {
    description:
      'Demande si une autre CRIP travaille sur le même enfant : elle l’apprend, et vous aussi, si elle l’a demandé de son côté pour la même finalité. Le hub ne garde qu’une empreinte à clé, quatre-vingt-dix jours.',
  })
  chercherCoincidence(
    @Arg('input', () => ChercherCoincidenceInput) input: ChercherCoincidenceInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('coincidence', relue(context, context.act(chercherCoincidence, input)));
  }
}

/** An act answers an identifier: what its caller is shown is read like any other time. */
async function relue(context: HubContext, acte: Promise<Accompli<string>>) {
  const { reponse, recu } = await acte;
  return { reponse: await coincidences(context).load(reponse), recu };
}
