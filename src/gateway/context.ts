import type { IncomingHttpHeaders } from 'node:http';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Actor } from '../auth/actor';

/** What the door knows of one request, over HTTP or over a socket, once its bearer is verified. */
export interface RequeteGraphql {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
}

/** Builds what resolvers receive. A fresh object: the door adds nothing to it, Apollo Server may. */
export type ContextFor<C extends object> = (actor: Actor, requete: RequeteGraphql) => C | Promise<C>;

export interface Execution<C> {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly contextValue: C;
}

/** Runs a validated query or mutation. Without one, graphql-js does. */
export type Executor<C> = (execution: Execution<C>) => ExecutionResult | Promise<ExecutionResult>;

/** Runs a validated subscription. Without one, graphql-js does. */
export type Subscriber<C> = (
  execution: Execution<C>,
) => Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;

export interface DoorLimits {
  readonly bodyBytes: number;
  /** Lexical tokens of one document. */
  readonly tokens: number;
  /** Errors said of one document. */
  readonly errors: number;
  readonly headersTimeoutMs: number;
  /** From the first byte of a request to the last. */
  readonly requestTimeoutMs: number;
  /** What a stopping door leaves to the requests under way. */
  readonly drainMs: number;
  readonly sockets: number;
  readonly subscriptionsPerSocket: number;
  readonly socketMessageBytes: number;
  /** What a socket has to present its token. */
  readonly initTimeoutMs: number;
  readonly pingMs: number;
}

export const DEFAULT_LIMITS: DoorLimits = {
  bodyBytes: 1_048_576,
  tokens: 2_000,
  errors: 20,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  drainMs: 10_000,
  sockets: 1_000,
  subscriptionsPerSocket: 20,
  socketMessageBytes: 131_072,
  initTimeoutMs: 10_000,
  pingMs: 30_000,
};
