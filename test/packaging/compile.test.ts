import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-compile-'));
  for (const name of ['src', 'connectors', 'jobs', 'migrations', 'bin']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'tsconfig.json'), '{}');
  writeFileSync(join(folder, 'src', 'main.ts'), '');
  // Stands for the compiler: it counts its calls, and fails when it is told to.
  const tsc = '#!/bin/sh\necho once >> calls\n[ ! -f broken ] && mkdir -p dist/src && touch dist/src/main.js\n';
  writeFileSync(join(folder, 'bin', 'tsc'), tsc, { mode: 0o755 });
  ancient();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Everything was written long ago, but what the test then touches. */
function ancient(): void {
  for (const name of ['src/main.ts', 'src', 'connectors', 'jobs', 'migrations', 'tsconfig.json'])
    utimesSync(join(folder, name), 1, 1);
}

function calls(): number {
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` };
  try {
    execFileSync('sh', ['-c', scripts['compile'] as string], { cwd: folder, env, stdio: 'pipe' });
  } catch {
    appendFileSync(join(folder, 'calls'), 'failed\n');
  }
  return readFileSync(join(folder, 'calls'), 'utf8').split('\n').length - 1;
}

const later = new Date(Date.now() + 60_000);

test('the command line compiles once, and again when a source or the list of sources has changed', () => {
  expect([calls(), calls(), calls()]).toEqual([1, 1, 1]);
  utimesSync(join(folder, 'src', 'main.ts'), later, later);
  expect(calls()).toBe(2);
  ancient();
  expect([calls(), calls()]).toEqual([2, 2]);
  utimesSync(join(folder, 'jobs'), later, later);
  expect(calls()).toBe(3);
  ancient();
  rmSync(join(folder, 'dist', 'src', 'main.js'));
  expect([calls(), calls()]).toEqual([4, 4]);
});

test('what did not compile is not taken for compiled', () => {
  writeFileSync(join(folder, 'broken'), '');
  expect([calls(), calls()]).toEqual([2, 4]);
});

test.each(['hub', 'token'])('`npm run %s` compiles no more than that', (name) => {
  expect(scripts[name]).toMatch(/^npm run -s compile && node dist\/src\/\S+\.js$/);
});
