import { openHubDatabase } from '../../src/rows';
import type { Database } from '../../src/platform/database';
import { freshDatabase, type TestDatabase } from '../support/database';

const CRIP = { institution: 'crip-31', role: 'crip', territoire: '31' };

let base: TestDatabase;
let application: Database;
beforeAll(async () => {
  base = await freshDatabase();
  application = await openHubDatabase(base.url, { qualite: 'application', poolSize: 2 });
});
afterAll(async () => {
  await application.close();
  await base.drop();
});

const ouvertes = async () => {
  const [compte] = await base.query<{ n: number }>(
    `SELECT count(*)::int n FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'`,
  );
  return compte!.n;
};

test('ce qu’un résolveur demande encore après la réponse est refusé, et ne garde aucune connexion', async () => {
  for (let fois = 0; fois < 5; fois += 1) {
    const lecture = application.lecture(CRIP, { duree: 'operation' });
    await lecture.query('SELECT 1');
    const enFile = lecture.query('SELECT 2 AS n');
    const fin = lecture.clore();
    await expect(lecture.query('SELECT 3')).rejects.toThrow(/answered/);
    expect(await enFile).toEqual([{ n: 2 }]);
    await fin;
  }
  expect(await ouvertes()).toBe(0);
});

test('entre deux actes d’une même opération, la lecture reprend', async () => {
  const lecture = application.lecture(CRIP, { duree: 'operation' });
  await lecture.query('SELECT 1');
  await lecture.terminer();
  expect(await ouvertes()).toBe(0);
  expect(await lecture.query('SELECT 2 AS n')).toEqual([{ n: 2 }]);
  await lecture.clore();
  expect(await ouvertes()).toBe(0);
});
