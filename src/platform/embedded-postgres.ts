import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { asRoot, binaries, homeOf, identity, NOBODY } from './embedded-postgres-binaries';
import { alive, exclusively } from './embedded-postgres-lock';
import { launch, runningServer, stopServer, type Cluster } from './embedded-postgres-server';

const run = promisify(execFile);

export interface EmbeddedPostgres {
  /** Connection string of the database `hub`. */
  readonly url: string;
  readonly pid: number;
  /** Folder of everything it keeps. */
  readonly home: string;
  /** Whether another live process owns the server. */
  readonly shared: boolean;
  /** Stops the server, unless another live process owns it. */
  stop(): Promise<void>;
}

/**
 * Starts the real PostgreSQL shipped on npm, on loopback, under `<dataDir>/pg`.
 * A server left by a killed process is adopted; one owned by a live process is shared.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  settings: readonly string[] = [],
): Promise<EmbeddedPostgres> {
  const wanted = resolve(dataDir, 'pg');
  await mkdir(dirname(wanted), { recursive: true });
  const home = await homeOf(wanted);
  const native = await binaries();
  // Beside the home, which is emptied when its cluster is made.
  const lock = `${home}.lock`;
  return exclusively(lock, async () => {
    const cluster = await clusterIn(home, native);
    const ownerFile = join(home, 'owner.pid');
    const found = await runningServer(cluster);
    const shared = found !== undefined && (await ownerAlive(ownerFile));
    const { pid, port } = found ?? (await launch(cluster, settings));
    if (!shared) await writeFile(ownerFile, String(process.pid));
    try {
      await createDatabase(cluster.address(port, 'postgres'));
    } catch (error) {
      if (!found) await stopServer(cluster, pid);
      throw error;
    }
    return {
      url: cluster.address(port, 'hub'),
      pid,
      home,
      shared,
      stop: () =>
        exclusively(lock, async () => {
          if (await ownerAlive(ownerFile)) return;
          const current = await runningServer(cluster);
          if (current) await stopServer(cluster, current.pid);
          await rm(ownerFile, { force: true });
        }),
    };
  });
}

async function clusterIn(home: string, native: string): Promise<Cluster> {
  const bin = (name: string) => join(native, 'bin', name);
  const data = join(home, 'data');
  const passwordFile = join(home, 'password');
  if (!existsSync(join(data, 'PG_VERSION'))) {
    await rm(home, { recursive: true, force: true });
    await mkdir(home, { recursive: true, mode: 0o700 });
    await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (asRoot) await Promise.all([chown(home, NOBODY, NOBODY), chown(passwordFile, NOBODY, NOBODY)]);
    // Made under another name: a cluster that was interrupted is never taken for a whole one.
    const draft = join(home, 'draft');
    const options = ['-D', draft, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    await run(bin('initdb'), [...options, ...locale], { ...identity, cwd: home });
    await rename(draft, data);
  }
  const password = await readFile(passwordFile, 'utf8');
  return {
    home,
    data,
    postgres: bin('postgres'),
    address: (port, database) => `postgresql://postgres:${password}@127.0.0.1:${String(port)}/${database}`,
  };
}

/** Whether a process other than this one owns the server. */
async function ownerAlive(file: string): Promise<boolean> {
  const owner = Number(await readFile(file, 'utf8').catch(() => '0'));
  return owner > 0 && owner !== process.pid && alive(owner);
}

async function createDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'hub'`);
    if (rowCount === 0) await client.query('CREATE DATABASE hub');
  } finally {
    await client.end();
  }
}
