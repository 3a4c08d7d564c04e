import { parseArgs } from 'node:util';
import type { Bench, Report } from './bench';
import { ecrireMesures } from './page-mesures';
import { BENCHES } from './registry';

const names = BENCHES.map(({ name }) => name).join(', ');

const USAGE = `Usage: npm run bench -- [name] [--json] [--svg] [--seed N]. All of them, or one: ${names}.
--json prints one object, {name: {ratio, goal, met, …}} or, of matching alone, its figures; --svg draws each in docs/mesures; --seed N is for what is drawn by chance. Exit codes: 0 no goal is missed, 1 one is not, 2 wrong usage.
`;

async function main(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg === '--help' || arg === '-h')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const parsed = lire(args);
  if (parsed === null) {
    process.stderr.write(USAGE);
    return 2;
  }
  const { json, svg, graine, chosen } = parsed;
  const reports: Report[] = [];
  for (const bench of chosen) {
    const report = await play(bench, graine);
    reports.push(report);
    if (!json) process.stdout.write(text(report));
  }
  if (svg) ecrireMesures(reports, BENCHES);
  if (json) process.stdout.write(`${JSON.stringify(objet(reports))}\n`);
  return reports.some((report) => met(report) === false) ? 1 : 0;
}

interface Demande {
  readonly json: boolean;
  readonly svg: boolean;
  readonly graine: number | undefined;
  readonly chosen: readonly Bench[];
}

function lire(args: readonly string[]): Demande | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, svg: { type: 'boolean' }, seed: { type: 'string' } },
      allowPositionals: true,
    });
    const [name, ...rest] = positionals;
    const chosen = BENCHES.filter((one) => name === undefined || one.name === name);
    const graine = values.seed === undefined ? undefined : Number(values.seed);
    const known = graine === undefined || Number.isSafeInteger(graine);
    if (chosen.length === 0 || rest.length > 0 || !known) return null;
    return { json: values.json === true, svg: values.svg === true, graine, chosen };
  } catch {
    return null;
  }
}

function objet(reports: readonly Report[]): unknown {
  const [report] = reports;
  if (report?.chiffres && reports.length === 1) return report.chiffres;
  return Object.fromEntries(
    reports.map(({ courbe: _courbe, tableau: _tableau, ...un }) => [un.bench, { ...un, met: met(un) }]),
  );
}

/** Null: none is broken, one could not be measured. */
function met({ promises }: Report): boolean | null {
  const kept = Object.values(promises);
  if (kept.includes(false)) return false;
  return kept.includes(null) ? null : true;
}

async function play(bench: Bench, graine: number | undefined): Promise<Report> {
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
    .run({ progress: (step) => process.stderr.write(`${step}\n`), graine, cleanup: (stop) => stops.push(stop) })
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
