import 'reflect-metadata';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../src/platform/free-port';
import { mettreAJour } from '../../src/bases';
import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import { coffreDe, nouveauCoffre } from '../../src/platform/secret/coffre';
import { throwawayPostgres, type ThrowawayPostgres } from './throwaway-postgres';

export interface TestServers {
  postgres: ThrowawayPostgres;
  redis?: ChildProcess;
}

declare global {
  // Jest hands nothing else from set-up to tear-down.

  var testServers: TestServers | undefined;
}

/** One PostgreSQL for the run, with a migrated template that each test file clones; one Redis when it is installed. */
export default async function globalSetup(): Promise<void> {
  const started = startServers();
  const interrupted = () => {
    void started
      .catch(() => undefined)
      .then(globalTeardown)
      .finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    await started;
  } catch (error) {
    await globalTeardown();
    throw error;
  }
}

/** These tests kill the hub, never the machine: what a commit costs a disk is not what they measure. */
const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

async function startServers(): Promise<void> {
  const postgres = await throwawayPostgres('passerelle-test', ['max_connections=300', ...NOT_DURABLE]);
  globalThis.testServers = { postgres };
  // What the tests leave goes with it.
  process.env['TMPDIR'] = join(postgres.folder, 'tmp');
  mkdirSync(process.env['TMPDIR'], { mode: 0o711 });
  await mettreAJour(postgres.url, postgres.url, clesEnfants(coffreDe(nouveauCoffre())));
  const admin = new Client({ connectionString: postgres.url.replace(/\/hub$/, '/postgres') });
  await admin.connect();
  await admin.query('ALTER DATABASE hub WITH is_template true');
  await admin.end();
  process.env['TEST_DATABASE_URL'] = postgres.url;

  if (redisInstalled()) {
    const port = await freePort();
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction'];
    globalThis.testServers.redis = spawn('redis-server', options, { stdio: 'ignore', cwd: postgres.folder });
    process.env['TEST_REDIS_URL'] = `redis://127.0.0.1:${String(port)}`;
  } else {
    process.stderr.write('redis-server is not on the PATH: the suites on the Redis backend are skipped.\n');
  }
}

export async function globalTeardown(): Promise<void> {
  globalThis.testServers?.redis?.kill('SIGTERM');
  // Jest and a signal may both ask for it: each waits for the end.
  await globalThis.testServers?.postgres.stop();
}

function redisInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
