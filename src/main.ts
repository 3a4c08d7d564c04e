import 'reflect-metadata';
import { startHub, type HubRole } from './hub';
import { lireLigne, OptionRefusee } from './platform/command-line';
import { ConfigError, readConfig, SUBGRAPH_NAMES, type Config, type SubgraphName } from './platform/config';
import { collectSooner } from './platform/heap';

const HELP = `Usage: npm start [-- --role api|worker | --subgraph NAME]

Starts the hub: API and worker in one process.

  --role ROLE      api: serves the API only; worker: relays, delivers and watches only
  --subgraph NAME  serves one subgraph alone, for a gateway elsewhere: ${SUBGRAPH_NAMES.join(', ')}
  --help           this text

Everything else comes from the environment: see .env.example.
Exit codes: 0 stopped on request, 1 could not start, 2 wrong arguments or configuration.
`;

class UsageError extends Error {}
class StartError extends Error {}

/** What Node.js and PostgreSQL add to the errors of a connection. */
interface Failure {
  readonly code?: string;
  readonly syscall?: string;
  readonly port?: number;
  readonly hostname?: string;
}

function readArguments(args: string[]): { role: HubRole; subgraph?: SubgraphName } | 'help' {
  const { values } = parse(args);
  if (values.help === true) return 'help';
  const role = values.role ?? (values.subgraph === undefined ? 'all' : 'api');
  if (role !== 'api' && role !== 'worker' && role !== 'all') throw new UsageError('--role takes api or worker.');
  const { subgraph } = values;
  if (subgraph === undefined) return { role };
  if (role === 'worker') throw new UsageError('--subgraph serves an API: it cannot go with --role worker.');
  const known = SUBGRAPH_NAMES.find((name) => name === subgraph);
  if (known === undefined) throw new UsageError(`--subgraph takes one of ${SUBGRAPH_NAMES.join(', ')}.`);
  return { role, subgraph: known };
}

const MOTIFS: Record<OptionRefusee['motif'], string> = {
  INCONNUE: 'is unknown',
  SANS_VALEUR: 'takes a value',
  VALEUR_EN_TROP: 'takes no value',
  REPETEE: 'is given more than once',
};

function parse(args: string[]) {
  const options = {
    role: { type: 'string' },
    subgraph: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    const line = lireLigne(args, options);
    if (line.positionals.length > 0)
      throw new UsageError(`Unexpected argument ${line.positionals[0] ?? ''}. See --help.`);
    return line;
  } catch (error) {
    if (error instanceof OptionRefusee) throw new UsageError(`${error.option} ${MOTIFS[error.motif]}. See --help.`);
    throw error;
  }
}

async function main(): Promise<void> {
  const parsed = readArguments(process.argv.slice(2));
  if (parsed === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const config = readConfig(process.env);
  collectSooner();
  const starting = startHub({ config, ...parsed, progress }).catch((error: unknown) => {
    throw error instanceof ConfigError ? error : new StartError(reasonOf(error, config));
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void starting.then((hub) => hub.close()).then(() => process.exit(0), fail);
  };
  // Heard from the first instant: stopped while it starts, the hub would leave its database running.
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const hub = await starting;
  process.stdout.write(hub.url === undefined ? 'Hub worker ready.\n' : `Hub ready: ${hub.url}/graphql\n`);
}

/** Nobody should wonder whether a first start hangs. */
const progress = (step: string): void => void process.stderr.write(`${step}\n`);

main().catch(fail);

function fail(error: unknown): never {
  const usage = error instanceof UsageError || error instanceof ConfigError;
  const expected = usage || error instanceof StartError;
  process.stderr.write(`${expected ? error.message : `The hub could not start. ${describe(error)}`}\n`);
  process.exit(usage ? 2 : 1);
}

/** One sentence that names the variable to change, for the failures that an operator can undo. */
function reasonOf(error: unknown, { PORT, HOST, DATABASE_URL }: Config): string {
  const unknown = `The hub could not start. ${describe(error)}`;
  if (!(error instanceof Error)) return unknown;
  const { code = '', syscall, port, hostname } = error as Failure;
  if (syscall === 'listen') {
    const address = `${HOST}:${String(PORT)}`;
    if (code === 'EADDRINUSE') return `PORT ${String(PORT)} is already in use on ${HOST}: choose another PORT.`;
    return `The hub cannot listen on ${address} (${code}): check PORT and HOST.`;
  }
  if (DATABASE_URL === undefined) return unknown;
  const database = new URL(DATABASE_URL);
  const [first]: Failure[] = error instanceof AggregateError ? (error.errors as Failure[]) : [];
  const towards = hostname ?? (port ?? first?.port)?.toString();
  const unreachable = towards === database.hostname || towards === (database.port || '5432');
  // Classes of PostgreSQL: connection, wrong credentials, no such database, out of resources, not ready.
  if (!unreachable && !/^(08|28|3D|53|57)/.test(code)) return unknown;
  return `The database of DATABASE_URL (${database.host}${database.pathname}) does not accept the hub (${code}): check that it runs and that DATABASE_URL is right.`;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
