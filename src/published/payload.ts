import { RefusError, type Refus } from '../domain/errors';

/** The payload of a mutation: the result of its act, or every field that was refused. */
export async function payload<R, K extends string>(
  name: K,
  result: Promise<R>,
): Promise<Partial<Record<K, R>> & { userErrors: { code: Refus['code']; path: string[]; message: string }[] }> {
  try {
    return { [name]: await result, userErrors: [] } as never;
  } catch (error) {
    if (!(error instanceof RefusError)) throw error;
    return { userErrors: error.refus.map(({ code, path, message }) => ({ code, path: [...path], message })) } as never;
  }
}
