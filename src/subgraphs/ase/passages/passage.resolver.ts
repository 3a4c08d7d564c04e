import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../../context';
import type { NaturePassage as CodeNature } from '../../../domain/passages';
import { groupBy, loader } from '../../../platform/loaders';
import { NaturePassage } from '../../../published/enums';
import { Horodatage } from '../../../published/scalars';
import { Mesure } from '../mesures/mesure.type';
import { PassageRow } from './passage.entity';

const PAR_MESURE_MAX = 20;

@ObjectType({ description: 'Passage à l’hôpital d’un enfant confié : où, quand, et rien de sa santé.' })
export class PassageHopital {
  @Field(() => String, { description: 'FINESS de l’établissement.' })
  finess!: string;

  @Field(() => NaturePassage, { description: 'Nature.' })
  nature!: CodeNature;

  @Field(() => Horodatage, { description: 'Quand.' })
  le!: string;
}

const passages = (context: HubContext) =>
  loader<PassageHopital[], PassageHopital[]>(
    context,
    'ase.passages',
    async (mesureIds) => {
      const rows = await context.lecture
        .createQueryBuilder(PassageRow, 'p')
        .where('p.mesureId = ANY(:mesureIds::uuid[])', { mesureIds })
        .orderBy('p.id', 'DESC')
        .getMany();
      const groupes = groupBy(rows, ({ mesureId }) => mesureId);
      return new Map([...groupes].map(([id, groupe]) => [id, groupe.slice(0, PAR_MESURE_MAX).map(publier)]));
    },
    [],
  );

function publier({ finess, nature, le }: PassageRow): PassageHopital {
  return Object.assign(new PassageHopital(), { finess, nature, le: le.toISOString() });
}

@Resolver(() => Mesure)
export class PassageResolver {
  @FieldResolver(() => [PassageHopital], {
    nullable: true,
    description: 'Passages à l’hôpital signalés pendant cette mesure, du plus récent au plus ancien, 20 au plus.',
  })
  passages(@Root() { id }: Mesure, @Ctx() context: HubContext): Promise<PassageHopital[]> {
    return passages(context).load(id);
  }
}
