import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  subscribe,
  validate,
  type ExecutionArgs,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { handleProtocols, makeServer, type Context, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Registre } from '../auth/register';
import { HubError, type CodeErreur } from '../domain/errors';
import type { Logger } from '../platform/logger';
import { checkVariables } from './body';
import type { AllowedOperations } from '../platform/allowed-operations';
import type { Limits } from '../platform/limits';
import type { Quotas } from '../platform/quotas';
import type { ContextFor, Subscriber } from './context';
import { checkMeasure } from './document-measure';
import { OPERATION_INTROUVABLE, publish, report, type ErreurPubliee } from './errors';
import type { Identify } from './graphql-http';
import { addressOf, clientOf, countFailures, type Toll } from './lanes';
import { completeFromList } from './operation-list';
import { watchSessions } from './sessions';
import { CODES_FERMETURE, openSocket, type Session } from './socket';

export interface SubscriptionDeps<C extends object> {
  readonly schema: GraphQLSchema;
  readonly subscriber?: Subscriber<C>;
  readonly identify: Identify;
  readonly registre: Pick<Registre, 'revoir'>;
  readonly contextFor: ContextFor<C>;
  readonly validationRules: readonly ValidationRule[];
  readonly limits: Limits;
  readonly operations?: AllowedOperations | undefined;
  readonly quotas: Quotas;
  readonly toll: Toll;
  readonly logger: Logger;
}

type Params = { readonly authorization?: unknown; readonly dpop?: unknown } & Record<string, unknown>;

/** Subscriptions at `/graphql` of the same server, after the `graphql-transport-ws` protocol. */
export function acceptSubscriptions<C extends object>(server: Server, deps: SubscriptionDeps<C>) {
  const { limits, logger } = deps;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.socketMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  const sessions = watchSessions(deps);
  const protocol = makeServer<Params, Session>({
    connectionInitWaitTimeout: limits.initTimeoutMs,
    onConnect: async ({ connectionParams, extra }) => {
      try {
        const authorization = connectionParams?.authorization ?? extra.request.headers.authorization;
        const { dpop } = connectionParams ?? {};
        const identify = () => deps.identify(extra.request, { authorization, dpop });
        extra.welcome(await countFailures(deps.quotas, addressOf(extra.request), identify), authorization);
        return true;
      } catch (error) {
        refuseSocket(extra, error, logger);
        return false;
      }
    },
    onSubscribe: (context, _, payload) => prepare(deps, context, payload),
    subscribe: (args) => run(deps, args),
    onError: (context, _, __, errors) => errors.map((error) => published(error, context.extra, logger)),
    onNext: (context, _, __, ___, { data, errors, extensions }) =>
      errors && {
        data: data ?? null,
        errors: errors.map((error) => published(error, context.extra, logger)),
        ...(extensions ? { extensions } : {}),
      },
  });

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?', 1)[0] !== '/graphql') refuseUpgrade(socket, '404 Not Found');
    else if (sockets.clients.size >= limits.sockets) refuseUpgrade(socket, '503 Service Unavailable');
    else {
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const session = openSocket(webSocket, request, protocol, { limits, logger });
        webSocket.once('close', sessions.add(session));
      });
    }
  };
  server.on('upgrade', upgrade);

  return {
    /** Ends every subscription; clients are told to come back. */
    async close(): Promise<void> {
      sessions.stop();
      server.off('upgrade', upgrade);
      server.on('upgrade', (_, socket: Duplex) => {
        refuseUpgrade(socket, '503 Service Unavailable');
      });
      for (const client of sockets.clients) client.close(...CODES_FERMETURE.arret);
      const late = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, 1_000);
      await new Promise((resolve) => {
        sockets.close(resolve);
      });
      clearTimeout(late);
    },
  };
}

const REFUS_DU_REGISTRE: readonly CodeErreur[] = ['INSTITUTION_INCONNUE', 'ACCES_REVOQUE', 'HABILITATION_CONTRAIRE'];

function refuseSocket(session: Session, error: unknown, logger: Logger): void {
  const { message, extensions } = publish(error, '');
  report(error, session.id, logger);
  if (extensions.code === 'UNAUTHENTICATED') session.close(CODES_FERMETURE.refuse[0], message);
  else if (REFUS_DU_REGISTRE.includes(extensions.code)) session.close(CODES_FERMETURE.interdit[0], message);
  else session.close(...CODES_FERMETURE.indisponible);
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

async function prepare<C extends object>(
  deps: SubscriptionDeps<C>,
  context: Context<Params, Session>,
  payload: SubscribePayload,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { schema, limits } = deps;
  const { extra: session } = context;
  try {
    if (Object.keys(context.subscriptions).length > limits.subscriptionsPerSocket)
      throw new HubError('BAD_REQUEST', `Un socket porte au plus ${limits.subscriptionsPerSocket} abonnements.`);
    const { query, variables, operationName } = completeFromList(payload, deps.operations) as SubscribePayload;
    checkVariables(variables ?? {});
    const document = staged('GRAPHQL_PARSE_FAILED', () => parse(query, { maxLexicalTokens: limits.tokens }));
    checkMeasure(document, limits);
    const rules = [...specifiedRules, ...deps.validationRules];
    const options = { maxErrors: limits.errors, hideSuggestions: true };
    const errors = validate(schema, document, rules, options);
    if (errors.length > 0) return errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new HubError('BAD_REQUEST', OPERATION_INTROUVABLE);
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) throw new HubError('BAD_REQUEST', PAR_POST);
    const { actor, authorization } = session.bearer();
    await deps.toll(clientOf(actor), document, operation);
    const headers = { ...session.request.headers, authorization };
    const contextValue = await deps.contextFor(actor, { id: randomUUID(), headers });
    return {
      schema,
      document,
      contextValue,
      variableValues: variables ?? {},
      ...(typeof operationName === 'string' ? { operationName } : {}),
    };
  } catch (error) {
    return [asGraphql(error)];
  }
}

const PAR_POST = 'Seuls les abonnements passent par WebSocket : envoyez requêtes et mutations par POST.';

function staged<R>(code: CodeErreur, work: () => R): R {
  try {
    return work();
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, code) : error;
  }
}

function withCode(error: GraphQLError, code: CodeErreur): GraphQLError {
  const { nodes, source, positions, originalError } = error;
  return new GraphQLError(error.message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    originalError: originalError ?? null,
    extensions: { code },
  });
}

function asGraphql(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error('not an error');
  return new GraphQLError(originalError.message, { originalError });
}

function run<C extends object>({ subscriber }: SubscriptionDeps<C>, args: ExecutionArgs) {
  if (!subscriber) return subscribe(args);
  return subscriber({
    schema: args.schema,
    document: args.document,
    variableValues: args.variableValues ?? {},
    operationName: args.operationName ?? undefined,
    contextValue: args.contextValue as C,
  });
}

function published(error: unknown, session: Session, logger: Logger): ErreurPubliee {
  report(error, session.id, logger);
  return publish(error, session.id);
}
