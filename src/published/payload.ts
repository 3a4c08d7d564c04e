import { RefusError, type Refus } from '../domain/errors';
import type { Recu } from './accuse-reception.type';

export type Payload<K extends string, R> = Partial<Record<K, R>> & {
  recu: Recu | null;
  userErrors: { code: Refus['code']; path: string[]; message: string }[];
};

/** The payload of a mutation: the result of its act and its receipt, or every field that was refused. */
export async function payload<R, K extends string>(
  name: K,
  acte: Promise<{ readonly reponse: R; readonly recu: Recu | null }>,
): Promise<Payload<K, R>> {
  try {
    const { reponse, recu } = await acte;
    return { [name]: reponse, recu, userErrors: [] } as never;
  } catch (error) {
    if (!(error instanceof RefusError)) throw error;
    const userErrors = error.refus.map(({ code, path, message }) => ({ code, path: [...path], message }));
    return { recu: null, userErrors } as never;
  }
}
