interface Closable {
  close(force?: boolean): Promise<void>;
  disconnect(): Promise<void>;
}

const CLOSE_MS = 1_000;

/** BullMQ's own close waits for the server's answer: without a server it would wait for ever. */
export async function closeWorker(
  worker: Closable,
  inProgress: ReadonlySet<Promise<unknown>>,
  reachable: () => Promise<boolean>,
): Promise<void> {
  if (await reachable()) {
    await worker.close();
    return;
  }
  const closing = worker.close(true);
  await Promise.allSettled(inProgress);
  await closeOrCut(closing, worker);
}

export async function closeOrCut(closing: Promise<void>, one: Pick<Closable, 'disconnect'>): Promise<void> {
  if (!(await within(CLOSE_MS, closing))) await within(CLOSE_MS, one.disconnect());
}

export function once<T>(work: () => T): () => T {
  let done: { result: T } | undefined;
  return () => (done ??= { result: work() }).result;
}

export async function within(timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(done, timeoutMs, false);
  });
  const answered = work.then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => {
    clearTimeout(timer);
  });
}
