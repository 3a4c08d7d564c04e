import type { Finalite } from '../domain/access-finalites';
import { HubError } from '../domain/errors';

interface Contexte {
  readonly finalite: Finalite | undefined;
  readonly lectures: {
    noter(
      fiche: { readonly type: string; readonly value: { readonly id: string } },
      finalite: string | undefined,
    ): void;
  };
}

/** A child found otherwise than by its id: its identifier alone already says that there is one, and is an access. */
export async function ficheOuverte(
  { finalite, lectures }: Contexte,
  dite: Finalite,
  trouver: () => Promise<string | undefined>,
): Promise<{ id: string }> {
  if (finalite !== dite) throw new HubError('FINALITE_REFUSEE');
  const id = await trouver();
  if (id === undefined) throw new HubError('NOT_FOUND');
  lectures.noter({ type: 'Enfant', value: { id } }, finalite);
  return { id };
}
