import type { HubContext } from '../../../context';
import { loader } from '../../../platform/loaders';
import { isUuid } from '../../../published/connection';
import { AppelantRow } from './appelant.entity';
import { publierAppelant, type Appelant } from './appelant.type';

/** Who called about each information, for the 119 that wrote it; one statement for all. */
export const appelants = (context: HubContext) =>
  loader<Appelant, null>(
    context,
    'crip.appelants',
    async (informationIds) => {
      const { actor, lecture } = context;
      if (actor.role !== 'snated') return new Map();
      const rows = await lecture
        .createQueryBuilder(AppelantRow, 'a')
        .where('a.institution = :par', { par: actor.institution })
        .andWhere('a.informationId = ANY(:ids::uuid[])', { ids: informationIds.filter(isUuid) })
        .getMany();
      return new Map(rows.map((row) => [row.informationId, publierAppelant(row)]));
    },
    null,
  );
