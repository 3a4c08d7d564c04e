import { once } from 'node:events';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { startPartnerSimulator, type PartnerSimulator } from '../../connectors/webhook/simulator';
import { defineJob } from '../../jobs/job';
import { JOBS } from '../../jobs/registry';
import { silentLogger } from '../../src/platform/logger';
import { openQueues, type Queues } from '../../src/platform/queue';
import { freshDatabase, type TestDatabase } from '../support/database';
import { emptyQueue, emptyTables } from '../support/empty-queue';
import { startChildWorker } from './child-worker';
import { backends, registerPartner, SECRET, startHub, writeDeliveries, type HubOptions } from './hub';
import { until } from '../support/until';

describe.each(backends(2))('the queue on $backend', ({ backend, redisUrl }) => {
  let database: TestDatabase;
  let partner: PartnerSimulator;
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
  });
  beforeEach(async () => {
    partner = await startPartnerSimulator({ secret: SECRET });
    await emptyTables(database, 'hub.livraison, hub.evenement, hub.partenaire');
    await registerPartner(database, 'ase-31', partner);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    await partner.close();
    await wipe();
  });
  afterAll(() => database.drop());

  const queuesOf = (): Queues => {
    const queues = openQueues({ databaseUrl: database.url, redisUrl, logger: silentLogger, lockMs: 1_000 });
    closing.push(() => queues.close());
    return queues;
  };
  const hubOf = async (options: Partial<HubOptions> = {}) => {
    const hub = await startHub({ database, redisUrl, lockMs: 1_000, bailMs: 1_000, ...options });
    closing.push(() => hub.stop());
    return hub;
  };
  const wipe = () => emptyQueue(database, redisUrl);
  const undelivered = async () => {
    const [row] = await database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM hub.livraison WHERE etat <> 'REMISE'`,
    );
    return row!.n;
  };
  const allDelivered = () => until('everything delivered', async () => (await undelivered()) === 0, 20_000);

  test('a delayed job waits, a job that fails is tried again after its backoff', async () => {
    const queues = queuesOf();
    const seen: { name: string; at: number }[] = [];
    const started = performance.now();
    queues.worker('essai', (job) => {
      seen.push({ name: job.name, at: performance.now() - started });
      return job.name === 'fragile' && job.attemptsMade < 2 ? Promise.reject(new Error('again')) : Promise.resolve();
    });
    const queue = queues.queue('essai');
    await queue.add('plus-tard', {}, { delay: 400 });
    await queue.add('fragile', {}, { attempts: 3, backoff: { type: 'fixed', delay: 150 } });
    await until('four runs', () => seen.length === 4);
    const of = (name: string) => seen.filter((one) => one.name === name).map(({ at }) => at);
    expect(of('plus-tard')[0]).toBeGreaterThanOrEqual(399);
    const [first, second, third] = of('fragile');
    expect(second! - first!).toBeGreaterThanOrEqual(145);
    expect(third! - second!).toBeGreaterThanOrEqual(145);
  });

  test('one id is one job while it is held; a finished job frees its id', async () => {
    const queues = queuesOf();
    const queue = queues.queue('essai');
    const twice = { name: 'unique', data: {}, opts: { jobId: 'a-0' } };
    await queue.addBulk([twice, twice]);
    await queue.addBulk([twice]);
    let runs = 0;
    queues.worker('essai', () => {
      runs += 1;
      return Promise.resolve();
    });
    await until('one run', () => runs === 1);
    await until('the id is free', async () => (await queue.getJob('a-0')) === undefined);
    expect(runs).toBe(1);
    await queue.addBulk([twice]);
    await until('a second run', () => runs === 2);
  });

  test('a repeated job runs once for all workers, and its schedule comes back after the queue was emptied', async () => {
    let runs = 0;
    const tic = defineJob({
      name: 'tic',
      queue: 'horloge',
      schema: z.strictObject({}),
      attempts: 1,
      timeoutMs: 1_000,
      everyMs: 200,
      run: () => {
        runs += 1;
        return Promise.resolve();
      },
    });
    await hubOf({ jobs: [...JOBS, tic] });
    await hubOf({ jobs: [...JOBS, tic] });
    await until('it runs', () => runs >= 3);
    const [before, started] = [runs, performance.now()];
    await new Promise((done) => setTimeout(done, 1_000));
    await until('it goes on', () => runs - before >= 3);
    // Two hubs, and one schedule: not twice as many.
    expect(runs - before).toBeLessThanOrEqual((performance.now() - started) / 200 + 2);
    await wipe();
    const wiped = runs;
    await until('it runs again', () => runs >= wiped + 3);
  });

  test('a backlog drains by priority', async () => {
    const hub = await hubOf({ paused: true, concurrency: 1 });
    const ids = await writeDeliveries(database, 'ase-31', { count: 30, priorite: (index) => (index % 3) * 2 + 1 });
    hub.relay.start();
    await until(
      'all queued',
      async () => (await hub.queues.queue('livraisons').getJobCountByTypes('prioritized')) === 30,
    );
    hub.begin();
    await partner.effectsReached(30);
    const ranks = partner.effects.map((id) => ids.indexOf(id) % 3);
    expect(ranks).toEqual([...ranks].sort());
  });

  test('two relays and two workers deliver each line once', async () => {
    // Leases and locks that outlive a slow machine: what is counted here is who delivers, not when a lost job comes back.
    const patient = { bailMs: 15_000, lockMs: 30_000 };
    const [one, two] = [await hubOf(patient), await hubOf(patient)];
    for (let round = 0; round < 5; round += 1) {
      await writeDeliveries(database, 'ase-31', { count: 60 });
      one.relay.wake();
      two.relay.wake();
    }
    await until('everything delivered', async () => (await undelivered()) === 0, 60_000);
    expect(partner.effects).toHaveLength(300);
    expect(partner.received).toHaveLength(300);
  }, 90_000);

  test('a worker killed in the middle of a delivery: another one takes it', async () => {
    partner.behave({ kind: 'hang' }, 1);
    const child = await startChildWorker(database.url, redisUrl);
    const [id] = await writeDeliveries(database, 'ase-31');
    await until('the partner is called', () => partner.received.length === 1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await hubOf();
    await allDelivered();
    expect(partner.effects).toEqual([id]);
  });

  test('the queue is emptied while the hub runs: everything still arrives, once by effect', async () => {
    partner.behave({ kind: 'slow', ms: 30 });
    const hub = await hubOf({ concurrency: 8 });
    await writeDeliveries(database, 'ase-31', { count: 300 });
    hub.relay.wake();
    await partner.effectsReached(40);
    await wipe();
    await writeDeliveries(database, 'ase-31', { count: 20 });
    await allDelivered();
    expect(partner.effects).toHaveLength(320);
  });

  test(`the connections to ${backend} are cut: work goes on`, async () => {
    await hubOf();
    await writeDeliveries(database, 'ase-31', { count: 20 });
    await partner.effectsReached(20);
    if (redisUrl === undefined)
      await database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    else {
      const redis = new Redis(redisUrl);
      await redis.client('KILL', 'TYPE', 'normal');
      redis.disconnect();
    }
    await until('written again', async () => {
      await writeDeliveries(database, 'ase-31', { count: 20 });
      return true;
    });
    await allDelivered();
    expect(partner.effects).toHaveLength(40);
  });
});
