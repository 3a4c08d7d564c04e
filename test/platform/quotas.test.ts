import { Redis } from 'ioredis';
import { DEFAULT_LIMITS } from '../../src/platform/limits';
import { silentLogger } from '../../src/platform/logger';
import { openQuotas, type Take } from '../../src/platform/quotas';
import { ownRedis } from '../jobs/redis-server';
import { until } from '../support/until';

const withRedis = process.env['TEST_REDIS_URL'] === undefined ? test.skip : test;
const limits = { ...DEFAULT_LIMITS, clientPerMinute: 10, urgentPerMinute: 10 };
const open = (redisUrl?: string, redisTimeoutMs?: number) =>
  openQuotas({ limits, logger: silentLogger, redisUrl, redisTimeoutMs });
const times = async (count: number, take: Take) => {
  const waits = await Promise.all(Array.from({ length: count }, () => take('ase-31 client')));
  return waits.filter((wait) => wait !== undefined).length;
};

test('in this process: each caller its budget, with the seconds to wait', async () => {
  const quotas = open();
  expect(await times(12, quotas.client)).toBe(2);
  expect(await quotas.client('ase-31 client')).toBeGreaterThan(50);
  expect(await quotas.client('ase-31 autre', 10)).toBeUndefined();
  expect(await quotas.client('ase-31 autre', 1)).toBeGreaterThan(50);
  expect(await times(10, quotas.urgent)).toBe(0);
  quotas.close();
});

/** The budget is shared once both processes count in Redis. */
async function connected(url: string, timeoutMs?: number) {
  const pair = [open(url, timeoutMs), open(url, timeoutMs)] as const;
  const probe = new Redis(url);
  await until('both count there', async () => {
    for (const [place, quotas] of pair.entries()) await quotas.everyone(`process ${String(place)}`);
    return (await probe.keys('hub:quota:everyone:*')).length === 2;
  });
  probe.disconnect();
  return pair;
}

withRedis('in Redis: processes share the budgets, and Redis holds no name', async () => {
  const redis = await ownRedis();
  // A machine that stalls longer than a caller would wait must not hide what is shared.
  const [one, other] = await connected(redis.url, 10_000);
  expect((await times(6, one.client)) + (await times(6, other.client))).toBe(2);
  const reader = new Redis(redis.url);
  const keys = await reader.keys('*');
  reader.disconnect();
  expect(keys.filter((key) => key.startsWith('hub:quota:client:'))).toHaveLength(1);
  expect(keys.join(' ')).not.toContain('ase-31');
  for (const quotas of [one, other]) quotas.close();
  await redis.kill();
});

withRedis('Redis hangs, then dies: nobody waits nor is refused for it; it comes back and is shared again', async () => {
  const redis = await ownRedis();
  const [one, other] = await connected(redis.url);

  redis.pause();
  const hung = performance.now();
  expect(await times(5, one.client)).toBe(0);
  expect(performance.now() - hung).toBeLessThan(3_000);
  const left = performance.now();
  for (let turn = 0; turn < 5; turn += 1) expect(await one.client('crip-31 client')).toBeUndefined();
  expect(performance.now() - left).toBeLessThan(1_000);
  expect(await times(10, one.urgent)).toBe(0);

  redis.resume();
  await redis.kill();
  expect(await times(10, other.client)).toBe(0);
  expect(await times(1, other.client)).toBe(1);

  await redis.start();
  const reader = new Redis(redis.url);
  await until('it counts in Redis again', async () => {
    await other.client('ecole client');
    return (await reader.keys('*')).length > 0;
  });
  reader.disconnect();
  for (const quotas of [one, other]) quotas.close();
  await redis.kill();
});

test('without Redis from the start, it counts and closes', async () => {
  const quotas = open('redis://127.0.0.1:1');
  expect(await times(12, quotas.client)).toBe(2);
  quotas.close();
});
