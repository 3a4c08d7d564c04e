import { HubError } from '../domain/errors';

/**
 * Answers in time or refuses. Work that is late goes on by itself: its signal says that nobody waits for it any more.
 * @throws HubError `DELAI_DEPASSE`
 */
export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      const error = new HubError('DELAI_DEPASSE', undefined, 1);
      late.abort(error);
      refuse(error);
    }, ms);
  });
  try {
    return await Promise.race([work(late.signal), patience]);
  } finally {
    clearTimeout(timer);
  }
}
