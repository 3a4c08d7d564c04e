import type { Report } from './bench';
import { BENCHES } from './registry';

const names = BENCHES.map(({ name }) => name).join(', ');

const USAGE = `Usage: npm run bench -- <name> [--json]. Names: ${names}.\n`;

async function main(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg === '--help' || arg === '-h')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const json = args.includes('--json');
  const [name, ...rest] = args.filter((arg) => arg !== '--json');
  const bench = BENCHES.find((one) => one.name === name);
  if (bench === undefined || rest.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const stops: (() => Promise<void>)[] = [];
  const stopAll = () => Promise.all(stops.map((stop) => stop()));
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      interrupted = true;
      void stopAll().finally(() => process.exit(130));
    });
  const report = await bench
    .run({ progress: (step) => process.stderr.write(`${step}\n`), cleanup: (stop) => stops.push(stop) })
    .catch((error: unknown) => {
      // What was stopped in the middle of its work has nothing to say.
      if (interrupted) return new Promise<never>(() => undefined);
      throw error;
    })
    .finally(stopAll);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : text(report));
  return Object.values(report.promises).every(Boolean) ? 0 : 1;
}

function text({ bench, what, rounds, medians, ratios, facts, promises }: Report): string {
  const lines = (title: string, values: Readonly<Record<string, unknown>>) => [
    title,
    ...Object.entries(values).map(([name, value]) => `  ${name.padEnd(32)} ${String(value)}`),
  ];
  return `${[
    `${bench}: ${what}`,
    ...lines(`medians of ${String(rounds)} rounds, in ms`, medians),
    ...lines('ratios', ratios),
    ...lines('facts', facts),
    ...lines('promises', promises),
  ].join('\n')}\n`;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
