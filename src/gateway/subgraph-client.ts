import {
  execute,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  parse,
  subscribe,
} from 'graphql';
import { Agent, request } from 'undici';
import { HubError } from '../domain/errors';
import { isCode } from './errors';
import { REPRESENTATIONS_MAX, subgraphSchema } from './subgraph-server';
import { occultationsDe, Panier, type Occultation } from './occultations';
import type { LocalSubgraph } from './subgraph';

export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
}

export interface SubgraphError extends GraphQLFormattedError {
  /** Its sentence was written by a hub for its partners: it may be repeated. */
  readonly ours?: boolean;
}

export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly SubgraphError[];
  readonly extensions?: { readonly occultations: readonly Occultation[] };
}

export interface SubgraphClient {
  readonly execute: (request: SubgraphRequest) => Promise<SubgraphResponse>;
  readonly subscribe: (request: SubgraphRequest) => Promise<AsyncIterableIterator<SubgraphResponse> | SubgraphResponse>;
  readonly close: () => Promise<void>;
}

const MAX_DOCUMENTS = 1000;

/** A subgraph of this process, called as if it were elsewhere. */
export function localClient(subgraph: LocalSubgraph): SubgraphClient {
  const schema = subgraphSchema(subgraph, Infinity);
  const documents = new Map<string, ReturnType<typeof parse>>();
  const args = ({ query, variables, context }: SubgraphRequest) => {
    let document = documents.get(query);
    if (!document) {
      if (documents.size >= MAX_DOCUMENTS) documents.clear();
      documents.set(query, (document = parse(query, { noLocation: true })));
    }
    return { schema, document, variableValues: variables, contextValue: context, rootValue: new Panier() };
  };
  return {
    execute: async (wanted) => {
      const own = args(wanted);
      return response(await execute(own), own.rootValue);
    },
    subscribe: async (wanted) => {
      const own = args(wanted);
      const events = await subscribe(own);
      const answer = (result: ExecutionResult) => response(result, own.rootValue);
      return 'next' in events ? mapEvents(events, answer) : answer(events);
    },
    close: () => Promise.resolve(),
  };
}

/** Not an async generator: its return() would wait for an event that may never come. */
export function mapEvents<T, U>(
  events: AsyncIterableIterator<T>,
  map: (event: T) => U | Promise<U>,
): AsyncIterableIterator<U> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      const step = await events.next();
      return step.done ? { done: true, value: undefined } : { done: false, value: await map(step.value) };
    },
    return: async () => {
      await events.return?.();
      return { done: true, value: undefined };
    },
  };
}

function response({ data, errors }: ExecutionResult, panier: Panier): SubgraphResponse {
  const extensions = panier.vider(data);
  const toldBy = ({ originalError }: GraphQLError) => originalError instanceof HubError;
  return {
    data: data ?? null,
    ...(errors ? { errors: errors.map((error) => ({ ...error.toJSON(), ours: toldBy(error) })) } : {}),
    ...(extensions ? { extensions } : {}),
  };
}

export interface RemoteOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly headers: (context: unknown) => Readonly<Record<string, string>>;
  readonly signal: (context: unknown) => AbortSignal | undefined;
}

export function remoteClient({ url, timeoutMs, headers, signal }: RemoteOptions): SubgraphClient {
  const agent = new Agent({ connections: 64, keepAliveTimeout: 30_000 });
  const send = async ({ query, variables, context }: SubgraphRequest): Promise<SubgraphResponse> => {
    const given = signal(context);
    const timeout = AbortSignal.timeout(timeoutMs);
    const { body } = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: {
        ...headers(context),
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
      },
      body: JSON.stringify({ query, variables }),
      signal: given ? AbortSignal.any([given, timeout]) : timeout,
    });
    return asResponse(await body.json());
  };
  return {
    execute: async (wanted) => {
      const { representations } = wanted.variables;
      if (!Array.isArray(representations) || representations.length <= REPRESENTATIONS_MAX) return send(wanted);
      const parts = Array.from({ length: Math.ceil(representations.length / REPRESENTATIONS_MAX) }, (_, part) =>
        (representations as unknown[]).slice(part * REPRESENTATIONS_MAX, (part + 1) * REPRESENTATIONS_MAX),
      );
      const variables = parts.map((part) => ({ ...wanted.variables, representations: part }));
      return joined(await Promise.all(variables.map((part) => send({ ...wanted, variables: part }))));
    },
    subscribe: () =>
      Promise.reject(new Error('A remote subgraph answers queries and mutations; its subscriptions are not relayed.')),
    close: () => agent.close(),
  };
}

/** Answers to the successive parts of one list of representations, as one answer. */
function joined(parts: readonly SubgraphResponse[]): SubgraphResponse {
  const nothing = new Array<null>(REPRESENTATIONS_MAX).fill(null);
  const entities = parts.flatMap(({ data }) => (data?.['_entities'] ?? nothing) as unknown[]);
  const errors = parts.flatMap(({ data, errors: own = [] }, part) =>
    own.flatMap((error) => {
      const [root, index, ...rest] = error.path ?? [];
      const place = (at: number) => ({ ...error, path: ['_entities', at + part * REPRESENTATIONS_MAX, ...rest] });
      if (root === '_entities' && typeof index === 'number') return [place(index)];
      // Said of the whole part: of each of its entities, and of none of the other parts'.
      return data?.['_entities'] ? [error] : nothing.map((_, at) => place(at));
    }),
  );
  const occultations = parts.flatMap(({ extensions }, part) =>
    (extensions?.occultations ?? []).map((one) => ({ ...one, path: shifted(one.path, part) })),
  );
  return {
    data: { _entities: entities },
    ...(errors.length > 0 ? { errors } : {}),
    ...(occultations.length > 0 ? { extensions: { occultations } } : {}),
  };
}

function shifted([root = '_entities', index, ...rest]: Occultation['path'], part: number): Occultation['path'] {
  return typeof index === 'number' ? [root, index + part * REPRESENTATIONS_MAX, ...rest] : [root];
}

/** The door of a hub names the request in each error that it publishes, with a code of the catalogue. */
function isPublished({ extensions }: GraphQLFormattedError): boolean {
  return typeof extensions?.['requete'] === 'string' && isCode(extensions['code']);
}

const told = (error: SubgraphError): SubgraphError => ({ ...error, ours: isPublished(error) });

function asResponse(body: unknown): SubgraphResponse {
  if (typeof body !== 'object' || body === null || !('data' in body || 'errors' in body)) {
    throw new Error('The answer is not a GraphQL response.');
  }
  const { data, errors, extensions } = body as SubgraphResponse;
  const occultations = occultationsDe(extensions);
  return {
    data: data ?? null,
    ...(Array.isArray(errors) ? { errors: (errors as SubgraphError[]).map(told) } : {}),
    ...(occultations.length > 0 ? { extensions: { occultations } } : {}),
  };
}
