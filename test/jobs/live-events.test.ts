import { createLiveEvents } from '../../src/platform/live-events';
import { silentLogger } from '../../src/platform/logger';
import { CANAUX, createRemoteWake, notify, openNotifications } from '../../src/platform/notifications';
import { freshDatabase, type TestDatabase } from '../support/database';
import { etatDe, registerPartner, startHub, writeDeliveries, type Hub } from './hub';
import { until } from '../support/until';

let database: TestDatabase;
let hub: Hub;

beforeAll(async () => {
  database = await freshDatabase();
  // It looks by itself once in an hour: what is seen here came by a wake.
  hub = await startHub({ database, pollMs: 3_600_000 });
  await registerPartner(database, 'ase-31');
});
afterAll(async () => {
  await hub.stop();
  await database.drop();
});

/** What another process of the hub has: its own connection, no relay. */
async function otherProcess(buffer?: number) {
  const notifications = openNotifications({ databaseUrl: database.url, logger: silentLogger });
  await notifications.ready();
  const live = createLiveEvents({
    database,
    notifications,
    logger: silentLogger,
    ...(buffer !== undefined && { buffer }),
  });
  return {
    live,
    close: async () => {
      live.close();
      await notifications.close();
    },
  };
}

test('a subscriber in another process sees the events of its institution, and only those', async () => {
  const other = await otherProcess();
  const mine = other.live.subscribe('ase-31');
  const theirs = other.live.subscribe('crip-75');
  const silence = theirs.next();
  const [id] = await writeDeliveries(database, 'ase-31');
  hub.relay.wake();
  const { value } = await mine.next();
  expect(value).toMatchObject({
    livraisonId: id,
    type: 'mesure-urgente.notifiee',
    sujetType: 'MesureUrgente',
    lacune: false,
  });
  expect(value.le).toBeInstanceOf(Date);
  await theirs.return!();
  expect(await silence).toEqual({ value: undefined, done: true });
  await mine.return!();
  expect(await mine.next()).toEqual({ value: undefined, done: true });
  await other.close();
});

test('a late reader keeps the newest events, and is told that it missed some', async () => {
  const other = await otherProcess(3);
  const slow = other.live.subscribe('ase-31');
  const fast = other.live.subscribe('ase-31');
  const ids = await writeDeliveries(database, 'ase-31', { count: 5, priorite: (index) => index + 1 });
  const first = fast.next();
  await notify(database, CANAUX.livraisons, ids.join(','));
  await first;
  const read = [await slow.next(), await slow.next(), await slow.next()].map(({ value }) => value);
  expect(read.map(({ livraisonId }) => livraisonId)).toEqual(ids.slice(2));
  expect(read.map(({ lacune }) => lacune)).toEqual([true, false, false]);
  await other.close();
});

test('the LISTEN connection comes back by itself, and subscribers learn of the gap', async () => {
  const other = await otherProcess();
  const reader = other.live.subscribe('ase-33');
  await database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND query ILIKE 'LISTEN hub%'`,
  );
  const [id] = await writeDeliveries(database, 'ase-33');
  const next = reader.next();
  let seen = false;
  void next.then(() => {
    seen = true;
  });
  await until('an event after the reconnection', async () => {
    await notify(database, CANAUX.livraisons, id);
    return seen;
  });
  expect((await next).value).toMatchObject({ livraisonId: id, lacune: true });
  await other.close();
});

test('a process that only serves acts wakes the relay of another one', async () => {
  await hub.notifications.ready();
  const wake = createRemoteWake({ database, logger: silentLogger });
  for (let index = 0; index < 10; index += 1) {
    const [id] = await writeDeliveries(database, 'ase-31');
    wake();
    await until('taken', async () => (await etatDe(database, id!)).canal === 'BOITE');
  }
});
