import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import { isUuid, page, PAGE_MAX, PageArgs } from '../../../published/connection';
import { payload } from '../../../published/payload';
import { deciderElimination } from './decider-elimination';
import { EliminationRow } from './elimination.entity';
import {
  DeciderEliminationInput,
  Elimination,
  EliminationConnection,
  EliminationsPayload,
  LigneApercu,
  ProposerEliminationInput,
  publierElimination,
  ViserEliminationInput,
} from './elimination.type';
import { proposerElimination } from './proposer-elimination';
import { viserElimination } from './viser-elimination';

const APERCU = 'SELECT nom "table", lignes::int lignes FROM crip.apercu_elimination($1) ORDER BY nom';

@Resolver(() => Elimination)
export class EliminationResolver {
  @Query(() => EliminationConnection, {
    description:
      'Éliminations de dossiers de votre collectivité : la liste que le hub soumet au visa, et ce qu’il en est advenu.',
  })
  async eliminations(@Args(() => PageArgs) args: PageArgs, @Ctx() { actor, lecture }: HubContext): Promise<unknown> {
    const lisibles = lecture
      .createQueryBuilder(EliminationRow, 'e')
      .where('e.collectivite = :ici', { ici: actor.territoire });
    return page(lisibles, args, publierElimination);
  }

  @Query(() => [LigneApercu], {
    description: 'Ce que détruiraient ces éliminations, table par table. Rien n’est détruit.',
  })
  async apercuElimination(
    @Arg('ids', () => [ID], { description: 'Éliminations de la liste, 100 au plus.' }) ids: string[],
    @Ctx() { lecture }: HubContext,
  ): Promise<LigneApercu[]> {
    if (ids.length > PAGE_MAX) throw new HubError('BAD_USER_INPUT', `ids : ${String(PAGE_MAX)} éliminations au plus.`);
    return lecture.query<LigneApercu>(APERCU, [ids.filter(isUuid)]);
  }

  @Mutation(() => EliminationsPayload, {
    description:
      'L’archiviste vise des éliminations de la liste, ou les refuse avec un motif : rien n’est détruit sans son visa.',
  })
  viserElimination(
    @Arg('input', () => ViserEliminationInput) input: ViserEliminationInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('eliminations', context.act(viserElimination, input));
  }

  @Mutation(() => EliminationsPayload, {
    description: 'Propose de détruire des dossiers dont le temps de conservation est passé, visés par l’archiviste.',
  })
  proposerElimination(
    @Arg('input', () => ProposerEliminationInput) input: ProposerEliminationInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('eliminations', context.act(proposerElimination, input));
  }

  @Mutation(() => EliminationsPayload, {
    description:
      'Décide d’éliminations proposées par une autre personne. Acceptées, elles détruisent les dossiers et leurs clés : rien n’en est plus lisible nulle part.',
  })
  deciderElimination(
    @Arg('input', () => DeciderEliminationInput) input: DeciderEliminationInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('eliminations', context.act(deciderElimination, input));
  }
}
