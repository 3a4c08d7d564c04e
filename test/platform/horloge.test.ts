import { sharedClock } from '../../src/platform/clock';
import { silentLogger, type Logger } from '../../src/platform/logger';
import { freshDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => database.drop());

const juste = Date.now;
/** The clock of this machine is wrong by that much. */
const decaler = (minutes: number) => jest.spyOn(Date, 'now').mockImplementation(() => juste() + minutes * 60_000);
const ecart = (le: Date) => Math.abs(le.getTime() - juste());

test.each([10, -10])('a machine %i minutes off goes by the time of PostgreSQL, and says so', async (minutes) => {
  decaler(minutes);
  const dits: unknown[] = [];
  const logger: Logger = { ...silentLogger, warn: (...dit) => dits.push(dit) };
  const clock = await sharedClock({ database, logger });
  expect(ecart(clock.now())).toBeLessThan(2_000);
  const [[evenement, { dureeMs }]] = dits as [[string, { dureeMs: number }]];
  expect(evenement).toBe('horloge.decalee');
  expect(Math.abs(dureeMs + minutes * 60_000)).toBeLessThan(2_000);
  clock.stop();
});

test('a machine that is right keeps its own clock', async () => {
  const clock = await sharedClock({ database, logger: silentLogger });
  const avant = Date.now();
  const lue = clock.now().getTime();
  expect(lue).toBeGreaterThanOrEqual(avant);
  expect(lue).toBeLessThanOrEqual(Date.now());
  clock.stop();
});

test('set right or wrong while it runs, it is followed; without a database, the last correction holds', async () => {
  let absente = false;
  const query: TestDatabase['query'] = (text, values) =>
    absente ? Promise.reject(new Error('ECONNREFUSED')) : database.query(text, values);
  const clock = await sharedClock({ database: { query }, logger: silentLogger, checkMs: 20 });
  decaler(10);
  await until('it is corrected', () => ecart(clock.now()) < 2_000);
  absente = true;
  await new Promise((done) => setTimeout(done, 100));
  expect(ecart(clock.now())).toBeLessThan(2_000);
  absente = false;
  jest.restoreAllMocks();
  await until('the correction is given up', () => ecart(clock.now()) < 2_000);
  clock.stop();
});
