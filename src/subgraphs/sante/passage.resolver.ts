import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { HubContext } from '../../context';
import { AccuseReception, ResultatActe } from '../../published/accuse-reception.type';
import { payload } from '../../published/payload';
import { SignalerPassageInput } from './passage.input';
import { signalerPassage } from './signaler-passage';

@ObjectType({ description: 'Résultat de `signalerPassage`.' })
export class SignalerPassagePayload extends ResultatActe {
  @Field(() => AccuseReception, { nullable: true, description: "Accusé de réception ; absent si l'envoi est refusé." })
  accuseReception?: AccuseReception | null;
}

@Resolver()
export class PassageResolver {
  @Mutation(() => SignalerPassagePayload, {
    description:
      'Un hôpital signale le passage d’un enfant. Confié à l’ASE, son service est prévenu ; sinon rien n’en est gardé. La réponse est la même : elle ne dit pas si l’enfant est connu.',
  })
  signalerPassage(
    @Arg('input', () => SignalerPassageInput) input: SignalerPassageInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(signalerPassage, input));
  }
}
