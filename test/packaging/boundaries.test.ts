import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const config = resolve('.dependency-cruiser.cjs');
const { forbidden } = createRequire(config)(config) as { forbidden: readonly { name: string; comment: string }[] };

/** One import that each rule must refuse: file → what it imports. */
const WRONG: Record<string, readonly [file: string, imported: string]> = {
  'domain-imports-nothing-of-ours': ['src/domain/a.ts', '../platform/logger'],
  'domain-does-no-io': ['src/domain/b.ts', 'node:os'],
  'domain-loads-one-table': ['src/domain/b2.ts', 'node:module'],
  'domain-knows-no-framework': ['src/domain/c.ts', 'zod'],
  'platform-imports-domain-only': ['src/platform/d.ts', '../auth/actor'],
  'audit-stands-alone': ['src/audit/e.ts', '../act'],
  'auth-stands-alone': ['src/auth/f.ts', '../act'],
  'access-is-one-table-applied-once': ['src/acces/x.ts', '../subgraphs/registry'],
  'identity-serves-machines-only': ['src/identity/f2.ts', '../act'],
  'published-is-shared-vocabulary': ['src/published/g.ts', '../context'],
  'act-runner-knows-no-act': ['src/act.ts', './subgraphs/crip/index'],
  'subgraphs-never-import-each-other': ['src/subgraphs/crip/h.ts', '../ase/index'],
  'subgraph-imports': ['src/subgraphs/crip/i.ts', '../../../connectors/registry'],
  'gateway-holds-no-business': ['src/gateway/j.ts', '../act'],
  'gateway-is-given-its-subgraphs': ['src/gateway/k.ts', '../subgraphs/registry'],
  'subgraph-door': ['jobs/l.ts', '../src/subgraphs/crip/secret'],
  'registry-opens-doors-only': ['src/subgraphs/registry.ts', './crip/secret'],
  'reception-serves-any-lane': ['src/reception/l2.ts', '../../connectors/registry'],
  'pieces-serve-any-information': ['src/pieces/l3.ts', '../../connectors/registry'],
  'transfers-carry-any-record': ['src/transferts/l4.ts', '../subgraphs/crip/index'],
  'observatory-reads-and-never-acts': ['src/observatoire/l4.ts', '../act'],
  'connector-imports': ['connectors/webhook/m.ts', '../parquet/wire'],
  'connector-interface-imports': ['connectors/registry.ts', '../src/platform/config'],
  'connectors-have-no-database': ['connectors/webhook/n.ts', 'pg'],
  'simulators-are-for-tests': ['connectors/webhook/n2.ts', './simulator'],
  'job-imports': ['jobs/o.ts', '../src/gateway/server'],
  'migrations-are-frozen': ['migrations/p.ts', '../src/domain/errors'],
  'assembly-is-at-the-top': ['src/platform/q.ts', '../hub'],
  'no-circular': ['src/auth/r.ts', './s'],
  'nothing-imports-test': ['src/auth/t.ts', '../../test/support'],
  'no-dev-package-in-production': ['src/auth/u.ts', 'fast-check'],
  'declared-packages-only': ['src/auth/v.ts', 'semver'],
  resolvable: ['src/auth/w.ts', './nowhere'],
};

const NEUTRAL = [
  'src/act.ts',
  'src/context.ts',
  'src/hub.ts',
  'src/platform/logger.ts',
  'src/platform/config.ts',
  'src/auth/actor.ts',
  'src/domain/errors.ts',
  'src/gateway/server.ts',
  'src/subgraphs/crip/index.ts',
  'src/subgraphs/crip/secret.ts',
  'src/subgraphs/ase/index.ts',
  'src/subgraphs/registry.ts',
  'connectors/registry.ts',
  'connectors/parquet/wire.ts',
  'connectors/webhook/simulator.ts',
  'test/support.ts',
];

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'boundaries-'));
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  for (const path of NEUTRAL) write(path, 'export const x = 1;\n');
  for (const [file, imported] of Object.values(WRONG))
    write(file, `import * as y from '${imported}';\nexport const x = y;\n`);
  write('src/auth/s.ts', "import * as y from './r';\nexport const x = y;\n");
  write('tsconfig.json', '{ "compilerOptions": { "module": "Node16", "moduleResolution": "Node16" } }');
  execFileSync('cp', ['package.json', root]);
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

test('every boundary has a name, a sentence, and refuses what it says', () => {
  expect(Object.keys(WRONG)).toEqual(forbidden.map(({ name }) => name));
  expect(forbidden.filter(({ comment }) => !comment.endsWith('.'))).toEqual([]);

  const cli = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout } = spawnSync(process.execPath, [cli, '--config', config, '--output-type', 'json', '.'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  const found = summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
  const missed = Object.entries(WRONG).filter(([name, [file]]) => !found.includes(`${name}: ${file}`));
  expect(missed).toEqual([]);
});
