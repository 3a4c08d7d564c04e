import { ApolloServer, HeaderMap, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import {
  GraphQLError,
  OperationTypeNode,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { CODES_ERREUR, HubError } from '../domain/errors';
import type { Logger } from '../platform/logger';
import type { Limits } from '../platform/limits';
import type { Examiner, Executor } from './context';
import { estUneAbsence } from './absence';
import { panierDe } from './occultations';
import { publish, report, type ErreurPubliee } from './errors';
import type { DoorHttpRequest } from './graphql-http';
import type { Lanes } from './lanes';

export interface ApolloDeps<C extends object> {
  readonly schema: GraphQLSchema;
  readonly executor?: Executor<C>;
  readonly logger: Logger;
  readonly introspection: boolean;
  readonly plugins?: readonly ApolloServerPlugin<C>[];
  readonly examiner?: Examiner<C>;
  readonly lanes: Lanes;
}

/** Apollo Server without what it does by default for others: cache hints, reports, landing page, stack traces. */
export function createApollo<C extends object>(deps: ApolloDeps<C>, limits: Limits, validationRules: ValidationRule[]) {
  const { schema, executor, logger } = deps;
  return new ApolloServer<C>({
    ...(executor ? { gateway: gatewayOf(schema, executor) } : { schema }),
    introspection: deps.introspection,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: limits.tokens },
    validationOptions: { maxErrors: limits.errors, hideSuggestions: true },
    executionOptions: { maxCoercionErrors: limits.errors },
    validationRules,
    formatError: (_, error) => (estUneAbsence(error) ? NOTHING : publish(error, '')),
    logger: apolloLogger(logger),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      requestErrors(deps),
      ...(deps.plugins ?? []),
    ],
  });
}

/** Names the request in its errors, logs the unexpected ones, keeps subscriptions to the sockets, and counts. */
function requestErrors<C extends object>({ logger, lanes, examiner }: ApolloDeps<C>): ApolloServerPlugin<C> {
  const idOf = (http: unknown) => (http as DoorHttpRequest).requete;
  const listener: Awaited<ReturnType<NonNullable<ApolloServerPlugin<C>['requestDidStart']>>> = {
    async didResolveOperation({ schema, operation, document, request, contextValue }) {
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
        throw asGraphql(new HubError('BAD_REQUEST', PAR_SOCKET), 400);
      if (!operation) return;
      const http = request.http as DoorHttpRequest;
      try {
        await lanes.pay(http.client, document, operation);
        examiner?.({ schema, document, operation, variables: request.variables ?? {} }, contextValue);
        http.onLeave(await lanes.enter(http.client, document, operation, http.signal));
      } catch (error) {
        throw asGraphql(error, CODES_ERREUR[publish(error, '').extensions.code].http);
      }
    },
    didEncounterErrors({ errors, request }) {
      for (const error of errors) if (!estUneAbsence(error)) report(error, idOf(request.http), logger);
      return Promise.resolve();
    },
    willSendResponse({ response, request, contextValue }) {
      if (response.body.kind !== 'single') return Promise.resolve();
      const { singleResult } = response.body;
      const requete = idOf(request.http);
      const errors = (singleResult.errors ?? []).filter((error) => error !== NOTHING);
      if (errors.length > 0) singleResult.errors = errors.map((error) => signed(error, requete));
      else delete singleResult.errors;
      const withheld = panierDe(contextValue).vider(singleResult.data);
      if (withheld) singleResult.extensions = { ...singleResult.extensions, ...withheld };
      return Promise.resolve();
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

/** In the place of an error of which nothing is said. */
const NOTHING: GraphQLFormattedError = { message: '' };

const PAR_SOCKET =
  'Les abonnements se prennent par WebSocket, au protocole graphql-transport-ws, à cette même adresse.';

function signed(error: GraphQLFormattedError, requete: string): ErreurPubliee {
  const published = error as ErreurPubliee;
  return { ...published, extensions: { ...published.extensions, requete } };
}

function asGraphql(error: unknown, status: number): GraphQLError {
  const originalError = error instanceof Error ? error : new Error('not an error');
  const wait = originalError instanceof HubError ? originalError.retryAfter : undefined;
  const headers = new HeaderMap(wait === undefined ? [] : [['retry-after', String(wait)]]);
  return new GraphQLError(originalError.message, { originalError, extensions: { http: { status, headers } } });
}

type Gateway = ApolloServerOptionsWithGateway<object>['gateway'];

function gatewayOf<C extends object>(schema: GraphQLSchema, executor: Executor<C>): Gateway {
  const load: Gateway['load'] = () =>
    Promise.resolve({
      executor: async ({ document, request, context }) => {
        try {
          const result = await executor({
            schema,
            document,
            variableValues: request.variables ?? {},
            operationName: request.operationName,
            contextValue: context as C,
          });
          return result.errors ? { ...result, errors: result.errors.map(whole) } : result;
        } catch (error) {
          throw asGraphql(error, CODES_ERREUR[publish(error, '').extensions.code].http);
        }
      },
    });
  return {
    load,
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
}

// Compiled executors answer error-shaped objects, which Apollo Server takes for exceptions of no type.
function whole(error: NonNullable<ExecutionResult['errors']>[number]): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const { message, path, extensions, originalError, nodes } = error as Partial<GraphQLError>;
  return new GraphQLError(message ?? '', {
    path: path ?? null,
    extensions: extensions ?? null,
    originalError: originalError ?? null,
    nodes: nodes ?? null,
  });
}

// What Apollo Server has to say is about the process, but may quote an error: its words stay out of the logs.
function apolloLogger(logger: Logger) {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: () => {
      logger.warn('apollo.avertissement');
    },
    error: () => {
      logger.error('apollo.erreur');
    },
  };
}
