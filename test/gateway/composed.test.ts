import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../src/gateway/compose';
import { composed } from '../../src/gateway/composed';
import { SUBGRAPHS } from '../../src/subgraphs/registry';

const SIGNED = '# read, not composed\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'composed-'));
  cpSync('schema', folder, { recursive: true });
  const path = join(folder, 'supergraph.graphql');
  writeFileSync(path, `${SIGNED}${readFileSync(path, 'utf8')}`);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('what was composed from these very subgraphs is read', () => {
  const { supergraphSdl, apiSdl } = composed(SUBGRAPHS, folder);
  expect({ supergraphSdl: supergraphSdl.replace(SIGNED, ''), apiSdl }).toEqual(compose(SUBGRAPHS));
  expect(supergraphSdl.startsWith(SIGNED)).toBe(true);
});

const [first, ...others] = SUBGRAPHS;
test.each([
  [
    'a subgraph has changed',
    [{ name: first!.name, sdl: `${first!.sdl}\ntype Nouveau @shareable { id: ID }` }, ...others],
  ],
  ['a subgraph is missing', SUBGRAPHS.filter(({ name }) => name !== 'preuve')],
  ['a subgraph has a URL', [{ name: first!.name, sdl: first!.sdl, url: 'http://127.0.0.1:1' }, ...others]],
])('%s: it is composed', (_, subgraphs) => {
  const { supergraphSdl } = composed(subgraphs, folder);
  expect(supergraphSdl.startsWith(SIGNED)).toBe(false);
  expect(supergraphSdl).toBe(compose(subgraphs).supergraphSdl);
});

test('without files, it is composed', () => {
  expect(composed(SUBGRAPHS, join(folder, 'nowhere'))).toEqual(compose(SUBGRAPHS));
});
