import type { Lecture } from '../platform/lecture';
import { loader } from '../platform/loaders';

/**
 * Whether where this child lives is kept secret, by a protection or by a judge's measure. Asked for whoever reads,
 * whatever they may read of it; every child of a request level shares one statement.
 */
export function lieuSecret(context: { readonly lecture: Lecture }, enfantId: string): Promise<boolean> {
  return loader<boolean, boolean>(
    context,
    'acces.lieuSecret',
    async (ids) => {
      const secrets = await context.lecture.query<{ id: string }>('SELECT crip.lieux_secrets($1::uuid[]) id', [ids]);
      return new Map(secrets.map(({ id }) => [id, true]));
    },
    false,
  ).load(enfantId);
}
