import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../context';
import { payload } from '../../published/payload';
import { accuserInformationUrgente } from './accuser-information-urgente';
import { AccuserInformationUrgenteInput } from './ase.input';
import { AccuserInformationUrgentePayload, InformationPreoccupante, ReceptionMesure } from './ase.type';
import { astreintes } from './lire-receptions';

@Resolver(() => InformationPreoccupante)
export class AstreinteResolver {
  @FieldResolver(() => ReceptionMesure, {
    nullable: true,
    description:
      "Échelle d'astreinte d'une information immédiate reçue quand la CRIP était fermée ; absente pour toute autre. Lue par la CRIP et l'ASE.",
  })
  astreinte(@Root() { id }: InformationPreoccupante, @Ctx() context: HubContext): Promise<ReceptionMesure | null> {
    return astreintes(context).load(id);
  }

  @Mutation(() => AccuserInformationUrgentePayload, {
    description:
      "L'astreinte de l'ASE, ou la CRIP, prend en charge une information immédiate reçue quand la CRIP était fermée : l'échelle d'astreinte s'arrête, la CRIP est avisée.",
  })
  accuserInformationUrgente(
    @Arg('input', () => AccuserInformationUrgenteInput) input: AccuserInformationUrgenteInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuse', context.act(accuserInformationUrgente(context.actor.role), input));
  }
}
