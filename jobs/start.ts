import type { Metrics } from '../src/platform/metrics';
import type { HubJob, Queues } from '../src/platform/queue';
import type { HubJobDefinition, JobContext } from './job';
import { JOBS } from './registry';

export interface RunningWorker {
  /** Takes no more jobs and waits for those in progress. */
  stop(): Promise<void>;
}

export interface WorkerDeps {
  readonly queues: Queues;
  readonly context: JobContext;
  readonly jobs?: readonly HubJobDefinition[];
  /** Jobs of one queue run at once in this process. */
  readonly concurrency?: number;
  readonly checkSchedulesMs?: number;
  readonly metrics?: Metrics;
}

const CONCURRENCY = 64;
const CHECK_SCHEDULES_MS = 5_000;

/** Runs every job of the registry. Any number of processes may do so. */
export function startWorker(deps: WorkerDeps): RunningWorker {
  const { queues, context, metrics, jobs = JOBS, concurrency = CONCURRENCY } = deps;
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const names = [...new Set(jobs.map(({ queue }) => queue))];
  const count = metrics && (() => countJobs(queues, names, metrics));
  if (count) metrics.avantLecture.add(count);
  const workers = names.map((name) =>
    queues.worker(name, (job) => perform(byName.get(job.name), job, context, metrics), { concurrency }),
  );
  const schedules = watchQueues(queues, jobs, context, deps.checkSchedulesMs ?? CHECK_SCHEDULES_MS);
  return {
    stop: async () => {
      if (count) metrics.avantLecture.delete(count);
      await schedules.stop();
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

async function perform(
  definition: HubJobDefinition | undefined,
  job: HubJob,
  context: JobContext,
  metrics: Metrics | undefined,
): Promise<void> {
  if (definition === undefined) {
    context.logger.error('unknown job', { job: job.name });
    return;
  }
  const end = metrics?.jobs.startTimer({ job: definition.name });
  try {
    await definition.handle(context, job.data);
    end?.({ issue: 'faite' });
  } catch (error) {
    end?.({ issue: 'echouee' });
    context.logger.error('job failed', { job: job.name, error });
    throw error;
  }
}

const STATES = ['waiting', 'prioritized', 'active', 'delayed'] as const;

/** An unreachable queue leaves what was last known: the answer to Prometheus does not wait for it. */
async function countJobs(queues: Queues, names: readonly string[], { file }: Metrics): Promise<void> {
  if (!(await queues.reachable())) return;
  for (const name of names) {
    const counts = await queues.queue(name).getJobCounts(...STATES);
    for (const etat of STATES) file.set({ file: name, etat }, counts[etat] ?? 0);
  }
}

/** Schedules live in the queue: when it was emptied, they are put back within seconds. */
function watchQueues(
  queues: Queues,
  jobs: readonly HubJobDefinition[],
  { logger }: JobContext,
  checkMs: number,
): RunningWorker {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let checking: Promise<void>;

  const check = async () => {
    for (const job of jobs) {
      try {
        await ensureSchedule(queues, job);
        await releaseAbandoned(queues, job);
      } catch (error) {
        logger.debug('queue not checked', { job: job.name, error });
      }
    }
    if (!stopped) timer = setTimeout(begin, checkMs);
  };
  const begin = () => {
    checking = check();
  };
  begin();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.race([checking, new Promise((done) => setTimeout(done, 1_000).unref())]);
    },
  };
}

async function ensureSchedule(queues: Queues, job: HubJobDefinition): Promise<void> {
  const { name, everyMs, attempts, backoffMs } = job;
  if (everyMs === undefined) return;
  const queue = queues.queue(job.queue);
  const known = await queue.getJobScheduler(name);
  const late = Date.now() - (known?.next ?? 0);
  if (known?.every === everyMs && Math.abs(late) < 10 * everyMs) return;
  // Planned by a machine whose clock is ahead: put again as it is, it would go on from there.
  if (known !== undefined && late < 0) await queue.removeJobScheduler(name);
  const backoff = backoffMs === undefined ? {} : { backoff: { type: 'exponential' as const, delay: backoffMs } };
  await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: {}, opts: { attempts, ...backoff } });
}

/** A worker gives a job up by itself when its time is over; this much later, nobody holds it any more. */
const ABANDONED_MS = 10_000;
/** BullMQ's own way to finish a job that another worker holds. */
const ANY_HOLDER = '0';

/**
 * On PostgreSQL, the locks of BullMQ and the turn of its own search for lost jobs are instants written by each machine's
 * clock: after one whose clock was wrong, a lost job could stay held for as long as it was. Finished here, a delivery is
 * handed over again at the end of its lease, and a sweep at its next turn.
 */
async function releaseAbandoned(queues: Queues, { name, queue, timeoutMs }: HubJobDefinition): Promise<void> {
  for (const job of await queues.queue(queue).getJobs(['active'])) {
    if (job.name !== name || job.processedOn === undefined) continue;
    const age = Date.now() - job.processedOn;
    if (Math.abs(age) > timeoutMs + ABANDONED_MS) await job.moveToFailed(new Error('abandoned'), ANY_HOLDER);
  }
}
