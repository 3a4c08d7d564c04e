import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { startHub, type HubRole } from './hub';
import { ConfigError, readConfig, SUBGRAPH_NAMES, type SubgraphName } from './platform/config';

const HELP = `Usage: npm start [-- --role api|worker | --subgraph NAME]

Starts the hub: API and worker in one process.

  --role ROLE      api: serves the API only; worker: relays, delivers and watches only
  --subgraph NAME  serves one subgraph alone, for a gateway elsewhere: ${SUBGRAPH_NAMES.join(', ')}
  --help           this text

Everything else comes from the environment: see .env.example.
Exit codes: 0 stopped on request, 1 could not start, 2 wrong arguments or configuration.
`;

class UsageError extends Error {}

function readArguments(args: string[]): { role: HubRole; subgraph?: SubgraphName } | 'help' {
  const { values } = parse(args);
  if (values.help === true) return 'help';
  const role = values.role ?? (values.subgraph === undefined ? 'all' : 'api');
  if (role !== 'api' && role !== 'worker' && role !== 'all') throw new UsageError('--role takes api or worker.');
  const { subgraph } = values;
  if (subgraph === undefined) return { role };
  const known = SUBGRAPH_NAMES.find((name) => name === subgraph);
  if (known === undefined) throw new UsageError(`--subgraph takes one of ${SUBGRAPH_NAMES.join(', ')}.`);
  return { role, subgraph: known };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { role: { type: 'string' }, subgraph: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch {
    throw new UsageError('Unknown or incomplete option. See --help.');
  }
}

async function main(): Promise<void> {
  const parsed = readArguments(process.argv.slice(2));
  if (parsed === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const hub = await startHub({ config: readConfig(process.env), ...parsed });
  process.stdout.write(hub.url === undefined ? 'Hub worker ready.\n' : `Hub ready: ${hub.url}/graphql\n`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void hub.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  const expected = error instanceof UsageError || error instanceof ConfigError;
  process.stderr.write(`${expected ? error.message : `The hub could not start. ${describe(error)}`}\n`);
  process.exit(expected ? 2 : 1);
});

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
