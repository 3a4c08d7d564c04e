import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { groupBy, loader } from '../platform/loaders';
import { isUuid } from './connection';

/** Most rows of one kind given in a child's own record. */
const PAR_ENFANT_MAX = 20;

/** The rows that the caller may read, and how they are shown to it. */
interface Lignes<C, E extends ObjectLiteral, T> {
  readonly nom: string;
  readonly lisibles: (context: C) => SelectQueryBuilder<E>;
  readonly publier: (context: C) => (row: E) => T;
}

/** One by its id; every id asked in a request level shares one statement. */
export function parId<C extends object, E extends ObjectLiteral & { id: string }, T>(lignes: Lignes<C, E, T>) {
  return (context: C) =>
    loader<T>(context, lignes.nom, async (ids) => {
      const builder = lignes.lisibles(context);
      const rows = await builder
        .andWhere(`${builder.alias}.id = ANY(:ids::uuid[])`, { ids: ids.filter(isUuid) })
        .getMany();
      const publier = lignes.publier(context);
      return new Map(rows.map((row) => [row.id, publier(row)]));
    });
}

/** Those of each child, newest first, 20 at most; every child of a request level shares one statement. */
export function parEnfant<C extends object, E extends ObjectLiteral & { enfantId: string }, T>(
  lignes: Lignes<C, E, T>,
) {
  return (context: C) =>
    loader<T[], T[]>(
      context,
      `${lignes.nom}.parEnfant`,
      async (enfantIds) => {
        const builder = lignes.lisibles(context);
        const rows = await builder
          .andWhere(`${builder.alias}.enfantId = ANY(:enfantIds::uuid[])`, { enfantIds: enfantIds.filter(isUuid) })
          .orderBy(`${builder.alias}.id`, 'DESC')
          .getMany();
        const publier = lignes.publier(context);
        const groups = groupBy(rows, ({ enfantId }) => enfantId);
        return new Map([...groups].map(([id, group]) => [id, group.slice(0, PAR_ENFANT_MAX).map(publier)]));
      },
      [],
    );
}
