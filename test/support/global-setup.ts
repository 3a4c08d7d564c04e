import 'reflect-metadata';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded-postgres';
import { freePort } from '../../src/platform/free-port';
import { openHubDatabase } from '../../src/rows';

export interface TestServers {
  postgres: EmbeddedPostgres;
  redis?: ChildProcess;
  folder: string;
  /** Set once they are being closed: jest and a signal may both ask for it, and each waits for the end. */
  closing?: Promise<void>;
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

async function startServers(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-test-'));
  // As root, PostgreSQL runs as another user, who must be able to enter.
  chmodSync(folder, 0o711);
  const postgres = await startEmbeddedPostgres(folder, ['max_connections=300']);
  globalThis.testServers = { postgres, folder };
  await (await openHubDatabase(postgres.url)).close();
  const admin = new Client({ connectionString: postgres.url.replace(/\/hub$/, '/postgres') });
  await admin.connect();
  await admin.query('ALTER DATABASE hub WITH is_template true');
  await admin.end();
  process.env['TEST_DATABASE_URL'] = postgres.url;

  if (redisInstalled()) {
    const port = await freePort();
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction'];
    globalThis.testServers.redis = spawn('redis-server', options, { stdio: 'ignore', cwd: folder });
    process.env['TEST_REDIS_URL'] = `redis://127.0.0.1:${String(port)}`;
  } else {
    process.stderr.write('redis-server is not on the PATH: the suites on the Redis backend are skipped.\n');
  }
}

export async function globalTeardown(): Promise<void> {
  const servers = globalThis.testServers;
  if (servers) await (servers.closing ??= close(servers));
}

async function close({ redis, postgres, folder }: TestServers): Promise<void> {
  redis?.kill('SIGTERM');
  await postgres.stop();
  for (const left of [postgres.home, folder]) rmSync(left, { recursive: true, force: true });
}

function redisInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
