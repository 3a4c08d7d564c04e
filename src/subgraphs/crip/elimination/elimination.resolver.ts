import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { peut } from '../../../auth/actor';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import { page, PageArgs } from '../../../published/connection';
import { payload } from '../../../published/payload';
import { deciderElimination } from './decider-elimination';
import { EliminationRow } from './elimination.entity';
import {
  DeciderEliminationInput,
  Elimination,
  EliminationConnection,
  EliminationPayload,
  ProposerEliminationInput,
  publierElimination,
} from './elimination.type';
import { proposerElimination } from './proposer-elimination';

@Resolver(() => Elimination)
export class EliminationResolver {
  @Query(() => EliminationConnection, { description: 'Éliminations de dossiers de votre collectivité.' })
  async eliminations(@Args(() => PageArgs) args: PageArgs, @Ctx() { actor, lecture }: HubContext): Promise<unknown> {
    if (actor.role !== 'crip' || !peut(actor, 'archive:eliminer')) throw new HubError('FORBIDDEN');
    const lisibles = lecture
      .createQueryBuilder(EliminationRow, 'e')
      .where('e.collectivite = :ici', { ici: actor.territoire });
    return page(lisibles, args, publierElimination);
  }

  @Mutation(() => EliminationPayload, {
    description:
      'Propose de détruire le dossier d’un enfant dont le temps de conservation est passé, avec le visa requis.',
  })
  proposerElimination(
    @Arg('input', () => ProposerEliminationInput) input: ProposerEliminationInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('elimination', context.act(proposerElimination, input));
  }

  @Mutation(() => EliminationPayload, {
    description:
      'Décide d’une élimination proposée par une autre personne. Acceptée, elle détruit le dossier et sa clé : rien n’en est plus lisible nulle part.',
  })
  deciderElimination(
    @Arg('input', () => DeciderEliminationInput) input: DeciderEliminationInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('elimination', context.act(deciderElimination, input));
  }
}
