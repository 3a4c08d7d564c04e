import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installed } from './install';

/** SPDX identifiers approved by the Open Source Initiative that the hub accepts. */
const ACCEPTED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  // Fonts.
  'OFL-1.1',
  'Unlicense',
]);

/** Packages that hold no software. Each is a tool of development that no production install holds. */
export const DATA_ONLY: Readonly<Record<string, string>> = {
  'caniuse-lite': 'CC-BY-4.0',
};

/** Reads an SPDX expression made of AND, OR and parentheses. */
export function accepts(expression: string): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let position = 0;
  const any = (): boolean => {
    let result = all();
    while (tokens[position] === 'OR') {
      position += 1;
      result = all() || result;
    }
    return result;
  };
  const all = (): boolean => {
    let result = one();
    while (tokens[position] === 'AND') {
      position += 1;
      result = one() && result;
    }
    return result;
  };
  const one = (): boolean => {
    const token = tokens[position];
    position += 1;
    if (token !== '(') return token !== undefined && ACCEPTED.has(token);
    const result = any();
    const closed = tokens[position] === ')';
    position += 1;
    return closed && result;
  };
  return any() && position === tokens.length;
}

/** What the package says of itself where it is installed; what the lock file says where it is not. */
export function licenceOf({ path, entry }: Installed): string {
  const manifest = join(path, 'package.json');
  if (!existsSync(manifest)) return entry.license ?? 'none';
  const { license } = JSON.parse(readFileSync(manifest, 'utf8')) as { license?: unknown };
  if (license === undefined && texteMit(path)) return 'MIT';
  return typeof license === 'string' ? license : JSON.stringify(license ?? 'none');
}

/** A package that names no licence, and carries the text of one. */
function texteMit(path: string): boolean {
  const file = join(path, 'LICENSE');
  return (
    existsSync(file) &&
    /^MIT License\s[^]*Permission is hereby granted, free of charge/.test(readFileSync(file, 'utf8'))
  );
}

/** One line per package whose licence is not accepted. */
export function refusedLicences(packages: readonly Installed[]): readonly string[] {
  return packages.flatMap((installed) => {
    const licence = licenceOf(installed);
    const tolerated = !installed.production && DATA_ONLY[installed.name] === licence;
    return tolerated || accepts(licence) ? [] : [`${installed.path}: ${licence}`];
  });
}
