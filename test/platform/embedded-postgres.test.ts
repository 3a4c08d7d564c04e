import { mkdtempSync, writeFileSync } from 'node:fs';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded-postgres';

let folder: string;
const running: EmbeddedPostgres[] = [];

const start = async () => {
  const postgres = await startEmbeddedPostgres(folder);
  running.push(postgres);
  return postgres;
};

async function answers({ url }: EmbeddedPostgres): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ current_database: string }>('SELECT current_database()');
  await client.end();
  return rows[0]?.current_database === 'hub';
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-embedded-'));
  // As root, the server runs as another user, who must be able to enter.
  await chmod(folder, 0o711);
});
afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('two starts at once on an empty folder give one server', async () => {
  // Left by a process that died while it held it.
  writeFileSync(join(folder, 'pg.lock'), '2147483646');
  const [one, two] = await Promise.all([start(), start()]);
  expect(one.home).toBe(join(folder, 'pg'));
  expect(two).toMatchObject({ url: one.url, pid: one.pid });
  expect(await answers(two)).toBe(true);
});

test('a server started again keeps its address', async () => {
  const first = await start();
  await first.stop();
  await expect(answers(first)).rejects.toThrow();
  const second = await start();
  expect(second.pid).not.toBe(first.pid);
  expect(second.url).toBe(first.url);
  expect(await answers(first)).toBe(true);
});

test('a server owned by another live process is shared, and survives the one that shares it', async () => {
  const owner = await start();
  await writeFile(join(owner.home, 'owner.pid'), String(process.ppid));
  const guest = await start();
  expect(guest.shared).toBe(true);
  await guest.stop();
  expect(await answers(owner)).toBe(true);
  await writeFile(join(owner.home, 'owner.pid'), String(process.pid));
});

test('the pid file of a dead server whose number another program took does not block', async () => {
  const first = await start();
  const pidFile = join(first.home, 'data', 'postmaster.pid');
  const left = await readFile(pidFile, 'utf8');
  await first.stop();
  await writeFile(pidFile, left.replace(/^\d+/, String(process.pid)));
  const again = await start();
  expect(again.pid).not.toBe(process.pid);
  expect(await answers(again)).toBe(true);
});
