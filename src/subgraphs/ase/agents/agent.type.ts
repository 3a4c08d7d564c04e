import { Field, InputType, ObjectType } from 'type-graphql';
import { ResultatActe } from '../../../published/accuse-reception.type';
import { Horodatage } from '../../../published/scalars';

@InputType({
  description:
    "Désigne individuellement un agent pour échanger avec d'autres collectivités, ou y met fin (CASF R221-8).",
})
export class DesignerAgentInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence, facultative." })
  idempotencyKey?: string | null;

  @Field(() => String, { description: 'Agent, comme ses jetons le nomment (`sub`) : une personne.' })
  agent!: string;

  @Field(() => Boolean, { description: 'Désigné, ou plus.' })
  enFonction!: boolean;
}

@ObjectType({ description: "Agent individuellement désigné pour échanger avec d'autres collectivités (CASF R221-8)." })
export class AgentDesigne {
  @Field(() => String, { description: 'Agent, comme ses jetons le nomment (`sub`).' })
  agent!: string;

  @Field(() => Boolean, { description: 'En fonction.' })
  enFonction!: boolean;

  @Field(() => String, { nullable: true, description: 'Qui l’a désigné.' })
  designePar?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Désigné le.' })
  designeLe?: string | null;
}

@ObjectType({ description: 'Résultat de `designerAgent`.' })
export class DesignerAgentPayload extends ResultatActe {
  @Field(() => AgentDesigne, { nullable: true, description: "L'agent ; absent si refusé." })
  agent?: AgentDesigne | null;
}
