import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What one process holds, in bytes, once nothing that is of no use is left in it. */
export interface Memoire {
  readonly tas: number;
  readonly residente: number;
  /** Sockets, timers, files that are open. */
  readonly ressources: number;
}

// Required before anything else in a process that is to be measured: it answers its parent, and stays no longer for it.
if (process.send !== undefined) {
  setFlagsFromString('--expose-gc');
  const collecter = runInNewContext('gc') as () => void;
  process.on('message', (quoi) => {
    if (quoi !== 'memoire') return;
    collecter();
    const { heapUsed: tas, rss: residente } = process.memoryUsage();
    process.send?.({ tas, residente, ressources: process.getActiveResourcesInfo().length } satisfies Memoire);
  });
  process.channel?.unref();
}
