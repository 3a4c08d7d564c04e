import type { IncomingHttpHeaders } from 'node:http';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Actor } from '../auth/actor';

/** What the door knows of one request, over HTTP or over a socket, once its bearer is verified. */
export interface RequeteGraphql {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** What the context serves: one operation, or each event of a subscription, for as long as it lives. */
  readonly duree: 'operation' | 'instruction';
}

/** Builds what resolvers receive. A fresh object: the door adds nothing to it, Apollo Server may. */
export type ContextFor<C extends object> = (actor: Actor, requete: RequeteGraphql) => C | Promise<C>;

export interface OperationRecue {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Looks at a valid operation before anything of it is read, over HTTP and over sockets. @throws HubError to refuse it */
export type Examiner<C extends object> = (recue: OperationRecue, context: C) => void;

export interface Execution<C> {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly contextValue: C;
}

/** Ends what the context opened, once its operation has run and before it is answered. A failure fails the operation. */
export type Terminer<C extends object> = (context: C) => Promise<void>;

/** Runs a validated query or mutation. Without one, graphql-js does. */
export type Executor<C> = (execution: Execution<C>) => ExecutionResult | Promise<ExecutionResult>;

/** Runs a validated subscription. Without one, graphql-js does. */
export type Subscriber<C> = (
  execution: Execution<C>,
) => Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
