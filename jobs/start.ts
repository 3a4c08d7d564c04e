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
}

const CONCURRENCY = 64;
const CHECK_SCHEDULES_MS = 5_000;

/** Runs every job of the registry. Any number of processes may do so. */
export function startWorker(deps: WorkerDeps): RunningWorker {
  const { queues, context, jobs = JOBS, concurrency = CONCURRENCY } = deps;
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const workers = [...new Set(jobs.map(({ queue }) => queue))].map((name) =>
    queues.worker(name, (job) => perform(byName.get(job.name), job, context), { concurrency }),
  );
  const schedules = keepSchedules(
    queues,
    jobs.filter(({ everyMs }) => everyMs !== undefined),
    context,
    deps.checkSchedulesMs ?? CHECK_SCHEDULES_MS,
  );
  return {
    stop: async () => {
      await schedules.stop();
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

async function perform(definition: HubJobDefinition | undefined, job: HubJob, context: JobContext): Promise<void> {
  if (definition === undefined) {
    context.logger.error('unknown job', { job: job.name });
    return;
  }
  try {
    await definition.handle(context, job.data);
  } catch (error) {
    context.logger.error('job failed', { job: job.name, error });
    throw error;
  }
}

/** Schedules live in the queue: when it was emptied, they are put back within seconds. */
function keepSchedules(
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
      } catch (error) {
        logger.debug('schedule not checked', { job: job.name, error });
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
  const alive = known?.every === everyMs && (known.next ?? 0) > Date.now() - 10 * everyMs;
  if (alive) return;
  const backoff = backoffMs === undefined ? {} : { backoff: { type: 'exponential' as const, delay: backoffMs } };
  await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: {}, opts: { attempts, ...backoff } });
}
