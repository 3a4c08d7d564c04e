import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../../context';
import { page, PageArgs } from '../../../published/connection';
import { ConservationRow } from './conservation.entity';
import { DossierArchive, DossierArchiveConnection, publierDossierArchive } from './dossier-archive.type';

@Resolver(() => DossierArchive)
export class ConservationResolver {
  @Query(() => DossierArchiveConnection, {
    description:
      'Dossiers de votre collectivité en archive intermédiaire : depuis quand, par quelle ligne, jusqu’à quand.',
  })
  async dossiersArchives(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { actor, lecture }: HubContext,
  ): Promise<unknown> {
    const lisibles = lecture
      .createQueryBuilder(ConservationRow, 'c')
      .where('c.collectivite = :ici AND c.archiveLe IS NOT NULL', { ici: actor.territoire });
    return page(lisibles, args, publierDossierArchive);
  }
}
