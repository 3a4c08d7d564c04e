import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { identity } from './embedded-postgres-binaries';
import { alive } from './embedded-postgres-lock';
import { freePort } from './free-port';

export interface Server {
  readonly pid: number;
  readonly port: number;
}

/** A cluster on disk, and how to reach it once a server listens on a port. */
export interface Cluster {
  readonly home: string;
  readonly data: string;
  readonly postgres: string;
  readonly address: (port: number, database: string) => string;
}

const START_MS = 30_000;
/** Between the birth of a server and the moment it listens. */
const SILENCE_MS = 3_000;

/** The server that PostgreSQL's own pid file names, if it is one: the pid may be another program's by now. */
export async function runningServer({ data, address }: Cluster): Promise<Server | undefined> {
  const begun = Date.now();
  for (;;) {
    const lines = (await readFile(pidFile(data), 'utf8').catch(() => '')).split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (!(pid > 0 && port > 0 && alive(pid))) return undefined;
    const answer = await answerOf(address(port, 'postgres'));
    if (answer === 'ready') return { pid, port };
    const patience = { refused: SILENCE_MS, busy: START_MS, foreign: 0 }[answer];
    if (Date.now() - begun >= patience) return undefined;
    await sleep(50);
  }
}

/** Starts a server on the port of the last time, so that other processes find it again, or else on a free one. */
export async function launch(cluster: Cluster, settings: readonly string[]): Promise<Server> {
  await rm(pidFile(cluster.data), { force: true });
  const portFile = join(cluster.home, 'port');
  const last = Number(await readFile(portFile, 'utf8').catch(() => '0'));
  const kept = last > 0 ? await freePort(last).catch(() => undefined) : undefined;
  const port = kept ?? (await freePort());
  const pid = await start(cluster, port, settings);
  await writeFile(portFile, String(port));
  return { pid, port };
}

async function start({ data, postgres, address }: Cluster, port: number, settings: readonly string[]): Promise<number> {
  const always = [`port=${String(port)}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC'];
  const options = [...always, 'max_connections=200', 'log_min_messages=fatal', ...settings].flatMap((s) => ['-c', s]);
  // Detached: Ctrl-C must reach the hub alone, which drains before it stops its database.
  const child = spawn(postgres, ['-D', data, ...options], { ...identity, cwd: data, stdio: 'ignore', detached: true });
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  child.once('exit', (code) => (failure = new Error(`PostgreSQL exited with code ${String(code)}.`)));
  child.unref();
  const deadline = Date.now() + START_MS;
  for (;;) {
    if ((await answerOf(address(port, 'postgres'))) === 'ready' && child.pid !== undefined) return child.pid;
    const late = Date.now() > deadline;
    if (late) child.kill('SIGINT');
    if (late || failure) throw new Error('The embedded PostgreSQL did not start.', { cause: failure });
    await sleep(20);
  }
}

/** SIGINT asks PostgreSQL for its « fast » shutdown: sessions are ended, nothing committed is lost. */
export async function stopServer({ data }: Cluster, pid: number): Promise<void> {
  if (!alive(pid)) return;
  process.kill(pid, 'SIGINT');
  // Its pid file is the last thing it removes; the pid itself may outlive it as a zombie.
  for (let i = 0; i < 500 && alive(pid) && existsSync(pidFile(data)); i += 1) await sleep(20);
}

function pidFile(data: string): string {
  return join(data, 'postmaster.pid');
}

/** Code of PostgreSQL while it starts or stops, and while its connections are all taken. */
const BUSY = ['57P03', '53300'];

async function answerOf(url: string): Promise<'ready' | 'busy' | 'refused' | 'foreign'> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: SILENCE_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'ready';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (BUSY.includes(code)) return 'busy';
    return code === 'ECONNREFUSED' || code === 'ECONNRESET' ? 'refused' : 'foreign';
  } finally {
    await client.end().catch(() => undefined);
  }
}
