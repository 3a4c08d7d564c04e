import type { HubContext } from '../../context';
import { loader } from '../../platform/loaders';
import { ouEnUrgence } from '../../published/acces-urgence';
import { isUuid } from '../../published/connection';
import { relationVivante } from './acces-enfant';
import { EnfantRow } from './enfant.entity';
import { publierEnfant, type Enfant } from './enfant.type';

/** The children of these ids that the caller may read, in one statement for a whole request level. */
export function enfants(context: HubContext) {
  return loader<Enfant>(context, 'crip.enfant', async (ids) => {
    const { where, value } = relationVivante(context.actor, 'e', ':par');
    const { ou, ...parametres } = ouEnUrgence(context, where, 'e.id');
    const rows = await context.lecture
      .createQueryBuilder(EnfantRow, 'e')
      .where('e.id = ANY(:ids::uuid[])', { ids: ids.filter(isUuid) })
      .andWhere(ou, { par: value, ...parametres })
      .getMany();
    return new Map(rows.map((row) => [row.id, publierEnfant(row)]));
  });
}
