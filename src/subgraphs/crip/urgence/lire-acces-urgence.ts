import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../../context';
import { isUuid, page, type Page, type PageArgs } from '../../../published/connection';
import { parId } from '../../../published/lire-lignes';
import { AccesUrgenceRow } from './acces-urgence.entity';
import { publierAcces, type AccesUrgence } from './acces-urgence.type';

export interface FiltreAccesUrgence {
  readonly id?: string | null;
  readonly aRevoir?: boolean | null;
  readonly enCours?: boolean | null;
}

/** The CRIP that opened them, and the one of the collectivité whose children they are; nobody else. */
function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<AccesUrgenceRow> {
  const builder = lecture.createQueryBuilder(AccesUrgenceRow, 'a');
  return actor.role === 'crip'
    ? builder.where('(a.institution = :institution OR a.collectivite = :collectivite)', {
        institution: actor.institution,
        collectivite: actor.territoire,
      })
    : builder.where('FALSE');
}

export function lireAccesUrgence(
  context: HubContext,
  args: PageArgs,
  { id, aRevoir, enCours }: FiltreAccesUrgence,
): Promise<Page<AccesUrgence>> {
  const builder = lisibles(context);
  if (id && !isUuid(id)) builder.andWhere('FALSE');
  else if (id) builder.andWhere('a.id = :id', { id });
  if (typeof aRevoir === 'boolean') builder.andWhere(`a.revuLe IS ${aRevoir ? '' : 'NOT '}NULL`);
  if (typeof enCours === 'boolean')
    builder.andWhere(`a.jusquAu ${enCours ? '>' : '<='} :maintenant`, { maintenant: context.now() });
  return page(builder, args, publierAcces);
}

export const accesUrgence = parId({ nom: 'crip.accesUrgence', lisibles, publier: () => publierAcces });
