import { execFileSync } from 'node:child_process';

/** What an expression could reach without any import. */
const IMPURE = [
  'process.env',
  'process.hrtime()',
  'console.log(1)',
  "fetch('https://exemple.fr')",
  'setTimeout(String, 1)',
  'performance.now()',
  'crypto.randomUUID()',
  'globalThis.process',
  "require('node:fs')",
  "import('node:fs')",
  'async () => 1',
  'Date.now()',
  'new Date()',
  'Date()',
  "new Intl.DateTimeFormat('fr').format()",
  'Math.random()',
  'new Date(0).getHours()',
  'new Date(0).setMonth(1)',
  "new Date(0).toLocaleDateString('fr')",
  'new Date(2026, 0, 1)',
];
const PURE = ["new Date('2026-01-01')", 'new Date(Date.UTC(2026, 0, 1)).getUTCDay()', 'Math.max(1, 2)'];

// In a process of its own: the configuration is an ES module. Its rules for a file, without the types they do not need.
const LINT = `
  const { ESLint, Linter } = require('eslint');
  const [file, text] = process.argv.slice(1);
  new ESLint().calculateConfigForFile(file).then(({ rules }) => {
    const ours = Object.fromEntries(Object.entries(rules).filter(([name]) => name.startsWith('no-restricted-')));
    process.stdout.write(JSON.stringify(new Linter().verify(text, { rules: ours })));
  });
`;

/** The lines of that file that the rules of its folder refuse. */
function refused(file: string, expressions: readonly string[]): number[] {
  const text = expressions.map((expression, i) => `export const x${String(i)} = ${expression};`).join('\n');
  const messages: { fatal?: true; line: number }[] = JSON.parse(
    execFileSync(process.execPath, ['-e', LINT, file, text], { encoding: 'utf8' }),
  );
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return [...new Set(messages.map(({ line }) => line))];
}

test('src/domain reads neither clock, chance, process nor network, whatever the way', () => {
  const lines = refused('src/domain/calendar.ts', IMPURE);
  const missed = IMPURE.filter((_, i) => !lines.includes(i + 1));
  expect(missed).toEqual([]);
  expect(refused('src/domain/calendar.ts', PURE)).toEqual([]);
});

test('elsewhere nothing of the kind is forbidden', () => {
  expect(refused('src/platform/clock.ts', IMPURE)).toEqual([]);
});
