import { runMigrations } from 'bullmq';
import { Client } from 'pg';

export const QUEUE_SCHEMA = 'bullmq';
/** Made by the hub's migrations. */
export const QUEUE_ROLE = 'hub_file';

/** The queue's own tables, for a hub without Redis. */
export async function migrerFile(proprietaire: string): Promise<void> {
  const client = new Client({ connectionString: proprietaire });
  await client.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
    await client.query(DROITS);
  } finally {
    await client.end();
  }
}

// The queue draws a sequence per queue as it goes: a role of its own, which reaches nothing but the queue.
const DROITS = `
  GRANT USAGE, CREATE ON SCHEMA ${QUEUE_SCHEMA} TO ${QUEUE_ROLE};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${QUEUE_ROLE};
  GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${QUEUE_ROLE};
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO ${QUEUE_ROLE}`;
