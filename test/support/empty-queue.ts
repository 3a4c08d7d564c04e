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
  if (tables.length > 0) await emptyTables(database, `${tables.map(({ name }) => name).join(', ')} CASCADE`);
}

/** Under load PostgreSQL may settle a deadlock with a running worker at the expense of who empties, who insists. */
export async function emptyTables(database: Pick<Database, 'query'>, tables: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await database.query(`TRUNCATE ${tables}`);
      return;
    } catch (error) {
      if (attempt === INSISTENCE) throw error;
      await new Promise((again) => setTimeout(again, 20));
    }
  }
}
