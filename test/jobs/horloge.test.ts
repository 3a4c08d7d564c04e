import { startPartnerSimulator } from '../../connectors/webhook/simulator';
import { FILE_LIVRAISONS, JOB_LIVRER } from '../../src/platform/relay';
import { freshDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';
import { etatDe, registerPartner, SECRET, startHub, writeDeliveries, type Hub } from './hub';

/** Only on PostgreSQL does BullMQ write instants of the machine's clock; Redis counts the time by itself. */
describe.each([10, -10])('after a worker whose clock was %i minutes off and that is gone', (minutes) => {
  const ms = minutes * 60_000;
  let database: TestDatabase;
  let hub: Hub;
  beforeEach(async () => {
    database = await freshDatabase();
    hub = await startHub({ database, paused: true, bailMs: 1_000, lockMs: 2_000 });
  });
  afterEach(async () => {
    await hub.stop();
    await database.drop();
  });

  test('the delivery that it held is made', async () => {
    const partner = await startPartnerSimulator({ secret: SECRET });
    await registerPartner(database, 'ase-31', partner);
    const [id = ''] = await writeDeliveries(database, 'ase-31');
    const file = hub.queues.queue(FILE_LIVRAISONS);
    await file.add(JOB_LIVRER, { livraisonId: id, tentative: 0 }, { jobId: `${id}-0`, priority: 5 });
    await database.query(
      `UPDATE bullmq.job SET state = 'active', lock_token = 'gone',
         processed_at_ms = extract(epoch FROM now()) * 1000 + $1, locked_until_ms = extract(epoch FROM now()) * 1000 + $1 + 2000`,
      [ms],
    );
    // It had also taken its turn to look for lost jobs.
    await database.query(
      `INSERT INTO bullmq.meta (queue, field, value) VALUES ($1, 'stalled-check', (extract(epoch FROM now())::bigint * 1000 + $2)::text)
       ON CONFLICT (queue, field) DO UPDATE SET value = excluded.value`,
      [FILE_LIVRAISONS, Math.abs(ms)],
    );
    hub.begin();
    await partner.effectsReached(1, 20_000);
    await until('REMISE', async () => (await etatDe(database, id)).etat === 'REMISE');
    expect(partner.effects).toEqual([id]);
    await partner.close();
  });

  test('the sweeps that it planned run again', async () => {
    const file = hub.queues.queue('escalades');
    await file.upsertJobScheduler('surveiller-escalades', { every: 2_000 }, { name: 'surveiller-escalades', data: {} });
    await database.query('UPDATE bullmq.scheduler SET next_run_ms = next_run_ms + $1', [ms]);
    await database.query(`UPDATE bullmq.job SET process_at_ms = process_at_ms + $1 WHERE state = 'delayed'`, [ms]);
    hub.begin();
    await until('the next run is near', async () => {
      const next = (await file.getJobScheduler('surveiller-escalades'))?.next ?? 0;
      return Math.abs(next - Date.now()) < 10_000;
    });
  });
});
