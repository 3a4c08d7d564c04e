import type { Bench, Report } from './bench';
import { ecrireMesures } from './page-mesures';
import { BENCHES } from './registry';

const names = BENCHES.map(({ name }) => name).join(', ');

const USAGE = `Usage: npm run bench -- [name] [--json] [--svg]. All of them, or one: ${names}.
--json prints one object, {name: {ratio, goal, met, …}}; --svg draws each in docs/mesures. Exit codes: 0 no goal is missed, 1 one is not, 2 wrong usage.
`;

async function main(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg === '--help' || arg === '-h')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const json = args.includes('--json');
  const [name, ...rest] = args.filter((arg) => arg !== '--json' && arg !== '--svg');
  const chosen = BENCHES.filter((one) => name === undefined || one.name === name);
  if (chosen.length === 0 || rest.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const reports: Report[] = [];
  for (const bench of chosen) {
    const report = await play(bench);
    reports.push(report);
    if (!json) process.stdout.write(text(report));
  }
  if (args.includes('--svg')) ecrireMesures(reports, BENCHES);
  if (json)
    process.stdout.write(
      `${JSON.stringify(Object.fromEntries(reports.map((report) => [report.bench, { ...report, met: met(report) }])))}\n`,
    );
  return reports.some((report) => met(report) === false) ? 1 : 0;
}

/** Null: none is broken, one could not be measured. */
function met({ promises }: Report): boolean | null {
  const kept = Object.values(promises);
  if (kept.includes(false)) return false;
  return kept.includes(null) ? null : true;
}

async function play(bench: Bench): Promise<Report> {
  const stops: (() => Promise<void>)[] = [];
  // What was opened last stands on what was opened before.
  const stopAll = async () => {
    for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) await stop();
  };
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    void stopAll().finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  return bench
    .run({ progress: (step) => process.stderr.write(`${step}\n`), cleanup: (stop) => stops.push(stop) })
    .catch((error: unknown) => {
      // What was stopped in the middle of its work has nothing to say.
      if (interrupted) return new Promise<never>(() => undefined);
      throw error;
    })
    .finally(async () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
      await stopAll();
    });
}

function text({ bench, what, rounds, unit = 'ms', medians, ratios, facts, promises }: Report): string {
  const lines = (title: string, values: Readonly<Record<string, unknown>>) => [
    title,
    ...Object.entries(values).map(([name, value]) => `  ${name.padEnd(32)} ${String(value)}`),
  ];
  return `${[
    `${bench}: ${what}`,
    ...lines(`medians of ${String(rounds)} rounds, in ${unit}`, medians),
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
