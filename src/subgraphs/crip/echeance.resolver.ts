import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../context';
import { HubError } from '../../domain/errors';
import { indicateursRetours } from '../../platform/echeances-retard';
import { PageArgs } from '../../published/connection';
import { lireEcheance, listerEcheances } from './echeance-liste';
import { EcheanceSuivie, EcheanceSuivieConnection, FiltreEcheancesInput, IndicateursRetours } from './echeance.type';

@Resolver(() => EcheanceSuivie)
export class EcheanceResolver {
  @Query(() => EcheanceSuivieConnection, {
    description:
      'Délais légaux de votre collectivité, ou de votre juridiction, du terme le plus proche au plus lointain.',
  })
  echeances(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filtre', () => FiltreEcheancesInput, { nullable: true, description: 'Filtre.' })
    filtre: FiltreEcheancesInput | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return listerEcheances(context, args, filtre ?? {});
  }

  @Query(() => EcheanceSuivie, { nullable: true, description: 'Un délai légal, son calcul et ce qu’il est devenu.' })
  echeance(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<EcheanceSuivie> {
    return lireEcheance(context, id);
  }

  @Query(() => IndicateursRetours, {
    description: 'Retours dus aux auteurs d’informations, et leur part faite à temps.',
  })
  indicateursRetours(@Ctx() { actor, lecture, now }: HubContext): Promise<IndicateursRetours> {
    if ((actor.role !== 'crip' && actor.role !== 'ase') || actor.territoire === null) throw new HubError('FORBIDDEN');
    return indicateursRetours(lecture, now(), actor.territoire);
  }
}
