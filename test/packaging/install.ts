import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

interface LockEntry {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly license?: string;
}

export interface Installed {
  /** Name as npm writes it: `@scope/name`. */
  readonly name: string;
  readonly path: string;
  /** Installed by `npm ci --omit=dev`. */
  readonly production: boolean;
  readonly entry: LockEntry;
}

/** Every package of the lock file, whatever the platform that it is for. */
export function lockedPackages(root = '.'): readonly Installed[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      path,
      production: entry.dev !== true && entry.devOptional !== true,
      entry,
    }));
}

/** Bytes of the files of a package, without the packages nested in it, which the lock file lists apart. */
export function bytesOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  let total = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) total += entry.name === 'node_modules' ? 0 : bytesOf(path);
    else if (entry.isFile()) total += statSync(path).size;
  }
  return total;
}
