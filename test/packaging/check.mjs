// `npm run check [-- jest options]`: every step, in the order of what fails fastest; stops at the first that fails.
import { spawnSync } from 'node:child_process';

const STEPS = [
  ['types', 'npm run --silent types'],
  ['schema matches the code', 'npm run --silent schema:check'],
  ['import boundaries', 'npm run --silent boundaries'],
  ['format', 'npm run --silent format:check'],
  ['lint', 'npm run --silent lint'],
  ['the law is covered', 'npm run --silent coverage'],
  // Migrations, licences, installed size and deployment files are tests: test/platform, test/packaging.
  ['tests', ['npm run --silent test --', ...process.argv.slice(2)].join(' '), 'inherit'],
];

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const begun = performance.now();
for (const [name, command, stdio = 'pipe'] of STEPS) {
  if (stdio === 'inherit') console.log(`… ${name}`);
  const since = performance.now();
  const { status, stdout, stderr } = spawnSync(command, { shell: true, stdio: ['ignore', stdio, stdio] });
  const passed = status === 0;
  console.log(`${passed ? '✓' : '✗'} ${name} (${seconds(since)})`);
  if (passed) continue;
  process.stdout.write(stdout ?? '');
  process.stderr.write(stderr ?? '');
  process.exit(status ?? 1);
}
console.log(`Everything holds (${seconds(begun)}).`);
