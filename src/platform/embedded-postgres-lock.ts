import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 30_000;
/** A lock without a pid is being written; older than this, its writer died before it could. */
const UNSIGNED_MS = 5_000;

const turns = new Map<string, Promise<unknown>>();

/** Runs `work` while no other process, nor another call of this one, holds the lock file. */
export function exclusively<T>(path: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(path) ?? Promise.resolve();
  const turn = before.catch(() => undefined).then(() => holding(path, work));
  turns.set(path, turn);
  return turn;
}

async function holding<T>(path: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await taken(path))) {
    if (Date.now() > deadline)
      throw new Error(`${path} has been held by another process for ${String(PATIENCE_MS / 1000)} s.`);
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function taken(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (!(await stale(path))) return false;
  // Set aside before it is removed: another process may have replaced it since it was read.
  const aside = `${path}.${String(process.pid)}`;
  await rename(path, aside).catch(() => undefined);
  if (await stale(aside)) await rm(aside, { force: true });
  else await rename(aside, path).catch(() => undefined);
  return false;
}

/** A lock of this very process is one that a dead process of the same number left: calls take turns before. */
async function stale(path: string): Promise<boolean> {
  const [text, state] = await Promise.all([
    readFile(path, 'utf8').catch(() => undefined),
    stat(path).catch(() => undefined),
  ]);
  if (text === undefined || state === undefined) return false;
  const holder = Number(text);
  return holder > 0 ? holder === process.pid || !alive(holder) : Date.now() - state.mtimeMs > UNSIGNED_MS;
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
