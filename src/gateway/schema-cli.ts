import { parseArgs } from 'node:util';
import { SUBGRAPHS } from '../subgraphs/registry';
import { CompositionError, schemaDrift, writeSchemaFiles } from './compose';

const USAGE = `Usage: npm run schema        writes schema/ from the code
       npm run schema:check  exits 1 and names the files that no longer match it
`;

const DIRECTORY = 'schema';

async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (values.check !== true) {
    await writeSchemaFiles(SUBGRAPHS, DIRECTORY);
    return 0;
  }
  const drift = await schemaDrift(SUBGRAPHS, DIRECTORY);
  if (drift.length === 0) return 0;
  const files = drift.map((path) => `  ${DIRECTORY}/${path}`).join('\n');
  process.stderr.write(`Out of date, write them with \`npm run schema\` and review the difference:\n${files}\n`);
  return 1;
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const usage = error instanceof TypeError ? `\n${USAGE}` : '';
    const known = error instanceof CompositionError || error instanceof TypeError;
    process.stderr.write(`${known ? error.message : String((error as Error).stack)}${usage}\n`);
    process.exitCode = known ? 2 : 1;
  },
);
