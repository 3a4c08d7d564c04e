import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../../context';
import { InformationPreoccupante } from '../information-preoccupante.type';
import { Appelant } from './appelant.type';
import { appelants } from './lire-appelants';

@Resolver(() => InformationPreoccupante)
export class AppelantResolver {
  @FieldResolver(() => Appelant, {
    nullable: true,
    description: 'Qui a appelé le 119. Retenu pour toute autre institution, qu’il soit connu ou non.',
  })
  appelant(@Root() { id }: InformationPreoccupante, @Ctx() context: HubContext): Promise<Appelant | null> {
    return appelants(context).load(id);
  }
}
