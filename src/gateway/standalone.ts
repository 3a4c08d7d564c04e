import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { type Executable, executable, urlVariable } from './remote';
import { type StandaloneContext, standaloneListener } from './standalone-http';
import { readSupergraph } from './supergraph';

const HELP = `Usage: gateway --supergraph FILE [--port N] [--host ADDRESS] [--timeout MS]

Serves the API of a federation supergraph over the subgraphs that it names, without authentication: the caller's
authorization header goes to the subgraphs, which check it.

  --supergraph FILE  the supergraph SDL; routing URLs are those of its @join__graph,
                     unless the environment gives others
  --port N           port to listen on (default 4000; 0 takes a free one)
  --host ADDRESS     address to listen on (default 127.0.0.1)
  --timeout MS       how long a subgraph may take to answer (default 10000)
  --help             this text

Environment:
  SUBGRAPH_<NAME>_URL  where the subgraph NAME is, in capitals, other characters than letters and digits as "_":
                       SUBGRAPH_JUSTICE_URL=https://justice.example/graphql. Needed by each one whose @join__graph
                       has an empty URL.

Exit codes: 0 stopped on request, 1 could not start, 2 wrong arguments.
`;

const DRAIN_MS = 10_000;

interface Settings {
  readonly supergraph: string;
  readonly port: number;
  readonly host: string;
  readonly timeoutMs: number;
}

function main(): void {
  const settings = readSettings(process.argv.slice(2));
  if (typeof settings === 'string') {
    stop(2, `${settings} See --help.`);
    return;
  }
  if (settings === undefined) {
    process.stdout.write(HELP);
    return;
  }
  try {
    const supergraphSdl = readFileSync(settings.supergraph, 'utf8');
    const { timeoutMs } = settings;
    const remotes = remotesFrom(process.env, supergraphSdl);
    const signal = (context: StandaloneContext) => context.signal;
    const headers = ({ authorization }: StandaloneContext) => (authorization === undefined ? {} : { authorization });
    listen(executable({ subgraphs: [], remotes, supergraphSdl, timeoutMs, signal, headers }), settings);
  } catch (error) {
    stop(1, `The supergraph ${settings.supergraph} cannot be served: ${messageOf(error)}`);
  }
}

function remotesFrom(env: NodeJS.ProcessEnv, supergraphSdl: string): Record<string, string> {
  const remotes: Record<string, string> = {};
  for (const name of readSupergraph(supergraphSdl).subgraphs.keys()) {
    const variable = urlVariable(name);
    const url = env[variable];
    if (!url) continue;
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new Error(`${variable} takes an http or https URL.`);
    remotes[name] = url;
  }
  return remotes;
}

function readSettings(args: readonly string[]): Settings | string | undefined {
  const option = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        supergraph: option,
        port: option,
        host: option,
        timeout: option,
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return undefined;
    if (!values.supergraph) return '--supergraph FILE is needed.';
    const port = wholeNumber(values.port ?? '4000', 65_535);
    if (port === undefined) return `--port takes a port number, not "${values.port ?? ''}".`;
    const timeoutMs = wholeNumber(values.timeout ?? '10000', 3_600_000);
    if (!timeoutMs) return `--timeout takes milliseconds, not "${values.timeout ?? ''}".`;
    return { supergraph: values.supergraph, port, host: values.host ?? '127.0.0.1', timeoutMs };
  } catch (error) {
    const [sentence = ''] = messageOf(error).split('. ');
    return `${sentence.replace(/\.$/, '')}.`;
  }
}

function wholeNumber(text: string, max: number): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && value <= max ? value : undefined;
}

function listen({ schema, close }: Executable, { port, host }: Settings): void {
  let ready = false;
  const server = createServer(standaloneListener(schema, () => ready));
  server.on('error', (error) => {
    stop(1, `The gateway cannot listen on ${host}:${port}: ${error.message}`);
  });
  server.listen(port, host, () => {
    ready = true;
    const address = server.address();
    const taken = typeof address === 'object' && address ? address.port : port;
    process.stdout.write(`Gateway ready on http://${host}:${taken}/graphql\n`);
  });
  const drain = (): void => {
    ready = false;
    setTimeout(() => process.exit(0), DRAIN_MS).unref();
    // A connection kept alive turns idle only once its last answer has left.
    setInterval(() => {
      server.closeIdleConnections();
    }, 50).unref();
    server.close(() => void close().finally(() => process.exit(0)));
  };
  process.once('SIGTERM', drain);
  process.once('SIGINT', drain);
}

function stop(code: number, sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = code;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main();
