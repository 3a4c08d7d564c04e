import type { Clock } from './clock';
import type { Database } from './database';
import { prendreLivraisons, prochaineEcheance, rendreLivraisons, type LivraisonPrise } from './deliveries';
import type { Logger } from './logger';
import { CANAUX, notify, type Notifications } from './notifications';
import type { Queues } from './queue';

/** Name of the queue and of the job that carry one attempt of one delivery. */
export const FILE_LIVRAISONS = 'livraisons';
export const JOB_LIVRER = 'livrer';

export interface LivrerPayload {
  readonly livraisonId: string;
  /** Attempts already counted: a job that wakes up late finds that its turn has passed. */
  readonly tentative: number;
}

export interface Relay {
  /** After the commit of an act. Returns at once; calls made while a batch is under way share the next one. */
  wake(): void;
  start(): void;
  stop(): Promise<void>;
}

export interface RelayOptions {
  readonly database: Database;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly notifications: Notifications;
  /** After this, a delivery that nobody settled is handed to the queue again; the same job id is added once only. */
  readonly bailMs?: number;
  /** Idle, it looks again after this: a wake that was lost costs no more. */
  readonly pollMs?: number;
  readonly lot?: number;
  /** The queue holds no more than this: the rest waits in the ledger, where an urgent delivery still overtakes. */
  readonly enFileMax?: number;
}

const BAIL_MS = 10_000;
const LOT = 100;
const EN_FILE_MAX = 1_000;
const POLL_MS = 1_000;
const PAUSE_MS = 100;
/** What is due and not taken is being taken by another relay. */
const SHORTEST_MS = 10;
const ADD_TIMEOUT_MS = 3_000;
/** 8,000 bytes is the most that NOTIFY carries. */
const IDS_PER_NOTIFY = 200;

/** Turns the rows that are due into jobs. The queue is a hint: all it holds can be derived again from the rows. */
export function createRelay(options: RelayOptions): Relay {
  const { database, queues, clock, logger, notifications } = options;
  const { lot = LOT, pollMs = POLL_MS } = options;
  const file = queues.queue(FILE_LIVRAISONS);
  let running: Promise<void> | undefined;
  let wanted = false;
  let failing = false;
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe: (() => void) | undefined;

  const hand = async (prises: readonly LivraisonPrise[]) => {
    const jobs = prises
      .filter(({ canal }) => canal === null)
      .map(({ id, priorite, tentatives }) => ({
        name: JOB_LIVRER,
        data: { livraisonId: id, tentative: tentatives } satisfies LivrerPayload,
        opts: { jobId: `${id}-${String(tentatives)}`, priority: priorite },
      }));
    if (jobs.length > 0) await timeout(file.addBulk(jobs), ADD_TIMEOUT_MS);
  };

  const untilNext = async () => Math.max(await prochaineEcheance(database, clock.now(), pollMs), SHORTEST_MS);

  /** One batch. @returns how long to wait before the next one. */
  const relayOnce = async (): Promise<number> => {
    const now = clock.now();
    const bailJusque = new Date(now.getTime() + (options.bailMs ?? BAIL_MS));
    const prises = await prendreLivraisons(database, { now, bailJusque, nombre: lot });
    if (prises.length === 0) return untilNext();
    const ids = prises.map(({ id }) => id);
    const [handed] = await Promise.allSettled([hand(prises), tellSubscribers(database, prises)]);
    if (handed.status === 'rejected') {
      await rendreLivraisons(database, ids, now);
      throw handed.reason;
    }
    if (prises.length < lot) return untilNext();
    const { waiting = 0, prioritized = 0 } = await file.getJobCounts('waiting', 'prioritized');
    return waiting + prioritized >= (options.enFileMax ?? EN_FILE_MAX) ? PAUSE_MS : 0;
  };

  const run = async () => {
    let wait = 0;
    while (!stopped && (wanted || wait === 0)) {
      wanted = false;
      try {
        wait = await relayOnce();
        failing = false;
      } catch (error) {
        if (!failing) logger.warn('relay delayed', { error });
        failing = true;
        wait = pollMs;
        break;
      }
    }
    running = undefined;
    if (!stopped) schedule(wait);
  };
  const schedule = (wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(begin, wait);
  };
  const begin = () => {
    if (stopped || running) return;
    clearTimeout(timer);
    running = run();
  };
  const wake = () => {
    wanted = true;
    // While the queue is away, acts do not make the relay try more often than its own pace.
    if (!failing) begin();
  };

  return {
    wake,
    start: () => {
      stopped = false;
      unsubscribe = notifications.on(CANAUX.relais, { onMessage: wake, onReconnect: wake });
      begin();
    },
    stop: async () => {
      stopped = true;
      unsubscribe?.();
      clearTimeout(timer);
      await running;
    },
  };
}

async function tellSubscribers(database: Database, prises: readonly LivraisonPrise[]): Promise<void> {
  const ids = prises.filter(({ tentatives }) => tentatives === 0).map(({ id }) => id);
  for (let start = 0; start < ids.length; start += IDS_PER_NOTIFY)
    await notify(database, CANAUX.livraisons, ids.slice(start, start + IDS_PER_NOTIFY).join(','));
}

async function timeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      refuse(new Error('the queue does not answer'));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
