import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Actor } from '../auth/actor';
import { CODES_ERREUR, HubError, type CodeErreur } from '../domain/errors';
import { etatDuService, type Pret } from '../platform/health';
import { prepareResponse, problem, requestIdOf, sendJson, sendProblem } from '../platform/http';
import type { Logger } from '../platform/logger';
import type { Limits } from '../platform/limits';
import { suivre } from '../platform/traces';
import type { Quotas } from '../platform/quotas';
import { withDeadline } from './deadline';
import { publish, report } from './errors';
import { challenge, type Identify } from './graphql-http';
import { addressOf, countFailures } from './lanes';
import type { Route, RouteContext } from './route';

/** What the hub needs to speak TLS itself, without a proxy before it. PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export interface ListenerDeps {
  readonly tls?: TlsFiles | undefined;
  readonly routes: readonly Route[];
  readonly identify: Identify;
  readonly limits: Limits;
  readonly quotas: Quotas;
  readonly logger: Logger;
  /** True once the door is closing: connections are then told to end. */
  readonly closing: () => boolean;
}

/** The one HTTP listener: routes, refusals, time limits and the access log. */
export function createListener(deps: ListenerDeps): Server {
  const { limits, tls } = deps;
  const options = {
    maxHeaderSize: 16_384,
    headersTimeout: Math.min(limits.headersTimeoutMs, limits.requestTimeoutMs),
    requestTimeout: limits.requestTimeoutMs,
    // Longer than the minute after which most proxies drop an idle connection: they must be the first to close.
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: Math.max(50, Math.min(5_000, limits.headersTimeoutMs / 4)),
  };
  // A client certificate is asked for and never required: a token says whether it must be shown (RFC 8705). It may be
  // self-signed: what counts is that its holder is the one to whom the token was given.
  const server =
    tls === undefined
      ? createServer(options)
      : createSecureServer({ ...options, ...tls, requestCert: true, rejectUnauthorized: false });
  server.maxConnections = limits.connections;
  // Also for who does not read what it asked for.
  server.timeout = limits.idleMs;
  const serve = dispatcher(deps);
  server.on('request', serve);
  // The handler decides whether the body deserves to be sent (`readBody`).
  server.on('checkContinue', serve);
  server.on('clientError', refuseConnection);
  return server;
}

function dispatcher({ routes, identify, limits, quotas, logger, closing }: ListenerDeps) {
  const exact = new Map(routes.map((route) => [route.path, route]));
  const prefixed = routes
    .filter(({ path }) => path.endsWith('/*'))
    .map((route) => ({ prefix: route.path.slice(0, -1), route }))
    .sort((a, b) => b.prefix.length - a.prefix.length);

  return (request: IncomingMessage, response: ServerResponse): void => {
    const start = performance.now();
    const requestId = requestIdOf(request);
    let actor: Actor | undefined;
    const context: RouteContext = {
      requestId,
      identify: async () =>
        (actor ??= await withDeadline(limits.operationMs, () =>
          countFailures(quotas, addressOf(request), () => identify(request)),
        )),
    };
    prepareResponse(response, requestId);
    if (closing()) response.setHeader('connection', 'close');
    const path = request.url?.split('?', 1)[0] ?? '';
    const route = exact.get(path) ?? prefixed.find(({ prefix }) => path.startsWith(prefix))?.route;
    // The path itself is not logged: a caller may have put a name in it.
    response.once('close', () => {
      logger.info('requete', {
        requestId,
        operation: `${request.method ?? ''} ${route?.path ?? '(inconnue)'}`,
        statut: response.writableFinished ? response.statusCode : 499,
        dureeMs: Math.round(performance.now() - start),
        institution: actor?.institution,
      });
    });
    const attributs = { 'hub.route': route?.path ?? '(inconnue)' };
    const lien = request.headers['traceparent'];
    const suivie = {
      ...{ genre: 'SERVER' as const, attributs, cause: null },
      ...(typeof lien === 'string' ? { lien } : {}),
    };
    suivre(`${request.method ?? ''} ${attributs['hub.route']}`, suivie, async (trace) => {
      await run(route, request, response, context);
      trace.ajouter({ 'http.response.status_code': response.statusCode });
    }).catch((error: unknown) => {
      report(error, requestId, logger);
      const { message, extensions } = publish(error, requestId);
      if (CODES_ERREUR[extensions.code].http === 401 && !response.headersSent)
        response.setHeader('www-authenticate', challenge(request.headers.authorization, error));
      if (error instanceof HubError && error.retryAfter !== undefined && !response.headersSent)
        response.setHeader('retry-after', String(error.retryAfter));
      sendProblem(response, extensions.code, requestId, message);
    });
  };
}

async function run(
  route: Route | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  context: RouteContext,
): Promise<void> {
  if (route === undefined) throw new HubError('ROUTE_INCONNUE');
  if (route.methods !== undefined && !route.methods.includes(request.method ?? '')) {
    response.setHeader('allow', route.methods.join(', '));
    throw new HubError('METHOD_NOT_ALLOWED', `Méthodes acceptées ici : ${route.methods.join(', ')}.`);
  }
  await route.handle(request, response, context);
}

const CODES_CONNEXION: Readonly<Record<string, CodeErreur>> = {
  HPE_HEADER_OVERFLOW: 'ENTETES_TROP_LONGS',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};

/** Answers bytes that are not an HTTP request, or that never became one in time. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const body = problem(CODES_CONNEXION[error.code ?? ''] ?? 'HTTP_INVALIDE', '-');
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status] ?? ''}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
  setTimeout(() => socket.destroy(), 1_000).unref();
}

/** `/livez`: the process answers. `/readyz`: it can serve; the body names what is missing. */
export function healthRoutes(pret: Pret, closing: () => boolean): Route[] {
  const methods = ['GET', 'HEAD'];
  return [
    {
      path: '/livez',
      methods,
      handle: (_, response) => {
        sendJson(response, 200, { statut: 'vivant' });
      },
    },
    {
      path: '/readyz',
      methods,
      handle: async (_, response) => {
        const { pret: ready, etats } = await etatDuService(pret);
        const serving = ready && !closing();
        sendJson(response, serving ? 200 : 503, { statut: serving ? 'prêt' : 'indisponible', etats });
      },
    },
  ];
}
