import type { Logger } from './logger';

export interface Outages {
  /** To be given as an `error` listener. */
  readonly failed: (error: unknown) => void;
  stop(): void;
}

/** A server that is away raises an error per command: one line says that it went, one that it came back. */
export function watchOutages(options: {
  readonly name: string;
  readonly probe: () => Promise<boolean>;
  readonly logger: Logger;
  readonly everyMs?: number;
}): Outages {
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  let stopped = false;

  const check = async () => {
    if (!(await options.probe())) {
      schedule();
      return;
    }
    timer = undefined;
    options.logger.info('back', { composant: options.name, dureeMs: Date.now() - since });
  };
  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(() => void check(), options.everyMs ?? 1_000);
    timer.unref();
  };

  return {
    failed: (error) => {
      if (timer !== undefined || stopped) return;
      since = Date.now();
      options.logger.warn('unreachable', { composant: options.name, error });
      schedule();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
