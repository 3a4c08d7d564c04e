import { Redis } from 'ioredis';
import type { Database } from '../../src/platform/database';

const INSISTENCE = 100;

/** As an operator would by mistake: everything the queue holds is gone, under the feet of the running hub. */
export async function emptyQueue(database: Pick<Database, 'query'>, redisUrl: string | undefined): Promise<void> {
  if (redisUrl !== undefined) {
    const redis = new Redis(redisUrl);
    await redis.flushdb();
    redis.disconnect();
    return;
  }
  const tables = await database.query<{ name: string }>(
    `SELECT format('bullmq.%I', tablename) AS name FROM pg_tables
     WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`,
  );
  if (tables.length === 0) return;
  const truncate = `TRUNCATE ${tables.map(({ name }) => name).join(', ')} CASCADE`;
  // Under load PostgreSQL may settle a deadlock with the worker at the expense of the operator, who insists.
  for (let attempt = 1; ; attempt += 1) {
    try {
      await database.query(truncate);
      return;
    } catch (error) {
      if (attempt === INSISTENCE) throw error;
      await new Promise((again) => setTimeout(again, 20));
    }
  }
}
