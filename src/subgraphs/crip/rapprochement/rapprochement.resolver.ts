import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Accompli } from '../../../act';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import { PageArgs } from '../../../published/connection';
import { payload } from '../../../published/payload';
import { enfants } from '../enfant.reference';
import { Enfant } from '../enfant.type';
import { informations } from '../lire-informations-preoccupantes';
import { confirmerDistincts } from './confirmer-distincts';
import { memeEnfant, rapprochements, rapprochementsAExaminer, rapprochementsDeLEnfant } from './lire-rapprochements';
import { rapprocher } from './rapprocher';
import {
  DeuxFichesInput,
  Rapprochement,
  RapprochementConnection,
  RapprochementPayload,
  SeparerInput,
  SeparerPayload,
} from './rapprochement.type';
import { separer } from './separer';

@Resolver(() => Rapprochement)
export class RapprochementResolver {
  @Query(() => RapprochementConnection, {
    description: 'Fiches de votre collectivité qui sont peut-être d’un seul enfant, et dont une personne décide.',
  })
  rapprochementsAExaminer(@Args(() => PageArgs) args: PageArgs, @Ctx() context: HubContext): Promise<unknown> {
    return rapprochementsAExaminer(context, args);
  }

  @Query(() => Rapprochement, { nullable: true, description: 'Ce qui est dit de deux fiches.' })
  async rapprochement(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<Rapprochement> {
    const lu = await rapprochements(context).load(id);
    if (!lu) throw new HubError('NOT_FOUND');
    return lu;
  }

  @FieldResolver(() => Enfant, { nullable: true, description: 'Une fiche.' })
  async enfant(@Root() { enfantId }: Rapprochement, @Ctx() context: HubContext): Promise<Enfant | null> {
    return (await enfants(context).load(enfantId)) ?? null;
  }

  @FieldResolver(() => Enfant, { nullable: true, description: 'L’autre fiche.' })
  async autre(@Root() { autreId }: Rapprochement, @Ctx() context: HubContext): Promise<Enfant | null> {
    return (await enfants(context).load(autreId)) ?? null;
  }

  @Mutation(() => RapprochementPayload, {
    description: 'Deux fiches sont d’un seul enfant : une seule histoire. Rien n’est déplacé, `separer` le défait.',
  })
  rapprocher(
    @Arg('input', () => DeuxFichesInput) input: DeuxFichesInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('rapprochement', relu(context, context.act(rapprocher, input)));
  }

  @Mutation(() => RapprochementPayload, {
    description: 'Deux fiches sont de deux enfants, jumeaux peut-être : elles ne sont plus jamais proposées.',
  })
  confirmerDistincts(
    @Arg('input', () => DeuxFichesInput) input: DeuxFichesInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('rapprochement', relu(context, context.act(confirmerDistincts, input)));
  }

  @Mutation(() => SeparerPayload, {
    description:
      'Défait un rapprochement : chaque fiche retrouve exactement sa propre histoire, et les deux ne sont plus jamais proposées.',
  })
  async separer(@Arg('input', () => SeparerInput) input: SeparerInput, @Ctx() context: HubContext): Promise<unknown> {
    let aRevoir: readonly string[] = [];
    const acte = context.act(separer, input).then(({ reponse: { id, informationsARevoir }, recu }) => {
      aRevoir = informationsARevoir;
      return { reponse: id, recu };
    });
    const rendu = await payload('rapprochement', relu(context, acte));
    const lues = await Promise.all(aRevoir.map((id) => informations(context).load(id)));
    return { ...rendu, informationsARevoir: lues.filter(Boolean) };
  }
}

@Resolver(() => Enfant)
export class MemeEnfantResolver {
  @FieldResolver(() => [Enfant], {
    nullable: true,
    description:
      'Les autres fiches du même enfant dans votre collectivité : chacune a ses informations, ses mesures et ses décisions.',
  })
  memeEnfant(@Root() { id }: Enfant, @Ctx() context: HubContext): Promise<Enfant[]> {
    return memeEnfant(context).load(id);
  }

  @FieldResolver(() => [Rapprochement], {
    nullable: true,
    description: 'Ce qui a été dit de cette fiche et d’autres, en vigueur ou non, 20 au plus.',
  })
  rapprochements(@Root() { id }: Enfant, @Ctx() context: HubContext): Promise<Rapprochement[]> {
    return rapprochementsDeLEnfant(context).load(id);
  }
}

/** An act answers an identifier: what its caller is shown is read like any other time. */
async function relu(context: HubContext, acte: Promise<Accompli<string>>) {
  const { reponse, recu } = await acte;
  return { reponse: await rapprochements(context).load(reponse), recu };
}
