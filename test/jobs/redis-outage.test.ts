import { Writable } from 'node:stream';
import { startPartnerSimulator } from '../../connectors/webhook/simulator';
import { createLogger } from '../../src/platform/logger';
import { freshDatabase } from '../support/database';
import { etatDe, registerPartner, SECRET, startHub, writeDeliveries } from './hub';
import { until } from '../support/until';
import { ownRedis } from './redis-server';

const withRedis = process.env['TEST_REDIS_URL'] === undefined ? test.skip : test;

withRedis('Redis is killed, acts go on; it comes back empty, everything is delivered', async () => {
  const redis = await ownRedis();
  const database = await freshDatabase();
  const partner = await startPartnerSimulator({ secret: SECRET });
  await registerPartner(database, 'ase-31', partner);
  const events: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      events.push((JSON.parse(chunk.toString()) as { event: string }).event);
      done();
    },
  });
  const logger = createLogger({ level: 'info', destination });
  const hub = await startHub({ database, redisUrl: redis.url, logger, bailMs: 1_000 });
  const [first] = await writeDeliveries(database, 'ase-31');
  hub.relay.wake();
  await partner.effectsReached(1);

  await redis.kill();
  const during = await writeDeliveries(database, 'ase-31', { count: 50 });
  hub.relay.wake();
  await until('the outage is seen', () => events.includes('unreachable'));
  expect(await hub.queues.reachable(200)).toBe(false);
  await new Promise((done) => setTimeout(done, 1_500));
  expect((await etatDe(database, during[0]!)).etat).toBe('EN_ATTENTE');

  await redis.start();
  await partner.effectsReached(51, 15_000);
  expect(partner.effects).toContain(first);
  await until('its end is told', () => events.includes('back'));
  expect(events.filter((event) => event === 'unreachable')).toHaveLength(1);

  await hub.stop();
  await redis.kill();
  await partner.close();
  await database.drop();
});

withRedis('the hub starts and stops without Redis, and delivers once it is there', async () => {
  const redis = await ownRedis();
  await redis.kill();
  const database = await freshDatabase();
  const partner = await startPartnerSimulator({ secret: SECRET });
  await registerPartner(database, 'ase-31', partner);
  const hub = await startHub({ database, redisUrl: redis.url, bailMs: 1_000 });
  const ids = await writeDeliveries(database, 'ase-31', { count: 3 });
  hub.relay.wake();
  await redis.start();
  await partner.effectsReached(3, 15_000);
  expect([...partner.effects].sort()).toEqual([...ids].sort());

  await redis.kill();
  await hub.stop();
  await partner.close();
  await database.drop();
});
