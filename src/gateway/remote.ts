import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { type DocumentNode, type GraphQLScalarType, type GraphQLSchema, isScalarType, parse } from 'graphql';
import { composed } from './composed';
import { fuse } from './fuse';
import { FuseError } from './fuse-plan';
import { planSchema } from './plan-schema';
import { createPlanner } from './planner';
import { localClient, remoteClient, type SubgraphClient } from './subgraph-client';
import { readSupergraph } from './supergraph';
import type { LocalSubgraph } from './subgraph';

export interface ExecutableOptions {
  /** Subgraphs of this process; one that also has a URL in `remotes` is called there. */
  readonly subgraphs: readonly LocalSubgraph[];
  readonly remotes?: Readonly<Record<string, string>>;
  /** Composed from `subgraphs` by default; needed when a remote is not among them. */
  readonly supergraphSdl?: string;
  /** What goes to a remote with a request: who asks, which trace. */
  readonly headers?: (context: never, subgraph: string) => Readonly<Record<string, string>>;
  /** Aborting it aborts the calls under way. */
  readonly signal?: (context: never) => AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** Plan even where everything is local, e.g. to compare. */
  readonly planLocals?: boolean;
}

export interface Executable {
  /** The API schema; execute, validate and introspect it like any other. */
  readonly schema: GraphQLSchema;
  readonly mode: 'fused' | 'planned';
  /** Why the local subgraphs are planned although none is remote. */
  readonly reason?: FuseError;
  readonly close: () => Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 10_000;

export function executable(options: ExecutableOptions): Executable {
  const { remotes = {}, supergraphSdl, planLocals = false } = options;
  if (Object.keys(remotes).length > 0 || supergraphSdl !== undefined || planLocals) return plan(options);
  try {
    return { schema: fuse(options.subgraphs), mode: 'fused', close: () => Promise.resolve() };
  } catch (error) {
    if (!(error instanceof FuseError)) throw error;
    return { ...plan(options), reason: error };
  }
}

function plan(options: ExecutableOptions): Executable {
  const supergraphSdl = options.supergraphSdl ?? composed(options.subgraphs).supergraphSdl;
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const clients = clientsOf(options, supergraph);
  const planner = createPlanner(supergraphSdl);
  return {
    schema: planSchema(transformSupergraphToPublicSchema(supergraph), planner, clients, scalarsOf(options.subgraphs)),
    mode: 'planned',
    close: async () => {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}

/** How the subgraphs that this process knows read their scalars; one that is called elsewhere is known all the same. */
function scalarsOf(subgraphs: readonly LocalSubgraph[]): ReadonlyMap<string, GraphQLScalarType> {
  const types = subgraphs.flatMap(({ schema }) => Object.values(schema.getTypeMap()));
  return new Map(types.filter((type) => isScalarType(type)).map((type) => [type.name, type]));
}

/** The environment variable that says where a subgraph is. */
export function urlVariable(subgraph: string): string {
  return `SUBGRAPH_${subgraph.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_URL`;
}

function clientsOf(options: ExecutableOptions, supergraph: DocumentNode): ReadonlyMap<string, SubgraphClient> {
  const { subgraphs, remotes = {}, timeoutMs = DEFAULT_TIMEOUT_MS, headers, signal } = options;
  const known = readSupergraph(supergraph).subgraphs;
  for (const name of Object.keys(remotes)) {
    if (!known.has(name)) throw new Error(`Remote subgraph "${name}" is not in the supergraph.`);
  }
  const clients = new Map<string, SubgraphClient>();
  for (const [name, routingUrl] of known) {
    const local = subgraphs.find((subgraph) => subgraph.name === name);
    const url = remotes[name] ?? (local ? '' : routingUrl);
    if (url === '' && !local)
      throw new Error(
        `Subgraph "${name}" is neither in this process nor behind a URL; ${urlVariable(name)} takes its URL.`,
      );
    const remote = {
      url,
      timeoutMs,
      headers: (context: unknown) => headers?.(context as never, name) ?? {},
      signal: (context: unknown) => signal?.(context as never),
    };
    clients.set(name, local && url === '' ? localClient(local) : remoteClient(remote));
  }
  return clients;
}
