import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../../context';
import { payload } from '../../../published/payload';
import { AgentDesigneRow } from './agent.entity';
import { AgentDesigne, DesignerAgentInput, DesignerAgentPayload } from './agent.type';
import { designerAgent } from './designer-agent';

@Resolver()
export class AgentResolver {
  @Query(() => [AgentDesigne], {
    description: "Agents de votre collectivité désignés pour échanger avec d'autres collectivités (CASF R221-8).",
  })
  async agentsDesignes(@Ctx() { actor, lecture }: HubContext): Promise<AgentDesigne[]> {
    const rows = await lecture
      .createQueryBuilder(AgentDesigneRow, 'a')
      .where('a.collectivite = :ici AND a.retireLe IS NULL', { ici: actor.territoire })
      .orderBy('a.agent')
      .getMany();
    return rows.map(({ agent, designePar, designeLe }) =>
      Object.assign(new AgentDesigne(), { agent, enFonction: true, designePar, designeLe: designeLe.toISOString() }),
    );
  }

  @Mutation(() => DesignerAgentPayload, {
    description:
      'Désigne individuellement un agent, ou met fin à sa désignation : une autre personne que lui (CASF R221-8).',
  })
  designerAgent(
    @Arg('input', () => DesignerAgentInput) input: DesignerAgentInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('agent', context.act(designerAgent, input));
  }
}
