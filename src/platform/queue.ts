import {
  createPostgresBackend,
  createRedisBackend,
  Queue,
  Worker,
  type BackendFactory,
  type IQueueBackend,
  type Job,
  type JobProgress,
  type WorkerOptions,
} from 'bullmq';
import type { Logger } from './logger';
import { watchOutages } from './outages';
import { QUEUE_ROLE, QUEUE_SCHEMA } from './queue-migration';
import { SteadyClient } from './steady-client';
import { closeOrCut, closeWorker, once, within } from './queue-closing';

export type HubQueue = Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend, unknown>;
type HubWorker = Worker<unknown, unknown, string, IQueueBackend, JobProgress, unknown>;
export type HubJob = Job<unknown, unknown>;
export type Processor = (job: HubJob) => Promise<unknown>;

type WorkerTuning = Pick<WorkerOptions, 'concurrency'>;

export interface Consumer {
  /** Takes no more jobs and waits for those in progress, whether or not the queue can still be reached. */
  close(): Promise<void>;
}

export interface Queues {
  readonly backend: 'postgres' | 'redis';
  /** One handle per name, opened at the first call. */
  queue(name: string): HubQueue;
  worker(name: string, processor: Processor, tuning?: WorkerTuning): Consumer;
  /** Answers within `timeoutMs`, or says that the queue is unreachable. */
  reachable(timeoutMs?: number): Promise<boolean>;
  /** Waits for the jobs in progress, then closes every connection. */
  close(): Promise<void>;
}

export interface QueueOptions {
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
  readonly logger: Logger;
  /** A worker killed without a word loses its jobs after this: another one takes them. */
  readonly lockMs?: number;
}

const LOCK_MS = 10_000;
const RECONNECT_MAX_MS = 2_000;

/**
 * The one place that knows which backend carries the queue. Nothing is kept there that PostgreSQL does not hold:
 * a Redis that is down or emptied delays a delivery, it neither loses one nor stops an act.
 */
export function openQueues(options: QueueOptions): Queues {
  const { forProducers, forWorkers, factory, backend } =
    options.redisUrl === undefined ? onPostgres(options.databaseUrl) : onRedis(options.redisUrl);
  const { lockMs = LOCK_MS } = options;
  const queues = new Map<string, HubQueue>();
  const consumers = new Set<Consumer>();

  const queue = (name: string): HubQueue => {
    const known = queues.get(name);
    if (known) return known;
    const opened: HubQueue = new Queue(
      name,
      {
        connection: forProducers,
        skipMetasUpdate: true,
        // A finished job frees its id at once: the ledger, not the queue, remembers what was done.
        defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
      },
      factory,
    );
    opened.on('error', outages.failed);
    queues.set(name, opened);
    return opened;
  };
  const reachable = (timeoutMs = 1_000) => within(timeoutMs, queue('sonde').getJobCounts('wait'));
  const outages = watchOutages({ name: `queue-${backend}`, probe: reachable, logger: options.logger });

  return {
    backend,
    queue,
    worker: (name, processor, tuning = {}) => {
      const inProgress = new Set<Promise<unknown>>();
      const worker: HubWorker = new Worker(
        name,
        (job) => {
          const work = processor(job);
          inProgress.add(work);
          return work.finally(() => inProgress.delete(work));
        },
        {
          connection: forWorkers,
          lockDuration: lockMs,
          stalledInterval: lockMs / 2,
          runRetryDelay: 1_000,
          drainDelay: 2,
          removeOnComplete: { count: 0 },
          removeOnFail: { count: 0 },
          ...tuning,
        },
        factory,
      );
      worker.on('error', outages.failed);
      const consumer = { close: once(() => closeWorker(worker, inProgress, reachable)) };
      consumers.add(consumer);
      return consumer;
    },
    reachable,
    close: async () => {
      outages.stop();
      await Promise.all([...consumers].map((consumer) => consumer.close()));
      await Promise.all([...queues.values()].map((one) => closeOrCut(one.close(), one)));
    },
  };
}

interface BackendChoice {
  readonly backend: 'postgres' | 'redis';
  readonly forProducers: unknown;
  readonly forWorkers: unknown;
  readonly factory: BackendFactory<IQueueBackend, unknown>;
}

function onPostgres(databaseUrl: string): BackendChoice {
  const connection = {
    ...{ connectionString: databaseUrl, schema: QUEUE_SCHEMA, max: 4, options: `-c role=${QUEUE_ROLE}` },
    Client: SteadyClient,
  };
  return {
    backend: 'postgres',
    forProducers: { ...connection, max: 2 },
    forWorkers: connection,
    factory: createPostgresBackend as unknown as BackendFactory<IQueueBackend, unknown>,
  };
}

function onRedis(url: string): BackendChoice {
  const retryStrategy = (times: number) => Math.min(times * 100, RECONNECT_MAX_MS);
  return {
    backend: 'redis',
    // A producer fails at once when Redis is away: the relay keeps the rows and tries again.
    forProducers: { url, retryStrategy, enableOfflineQueue: false, maxRetriesPerRequest: 0 },
    forWorkers: { url, retryStrategy, maxRetriesPerRequest: null },
    factory: createRedisBackend as unknown as BackendFactory<IQueueBackend, unknown>,
  };
}
