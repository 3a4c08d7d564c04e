import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { subscribe, type ExecutionArgs } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { CODES_ERREUR, type CodeErreur } from '../domain/errors';
import type { Logger } from '../platform/logger';
import { estUneAbsence } from './absence';
import { withDeadline } from './deadline';
import { publish, report, type ErreurPubliee } from './errors';
import { addressOf, clientOf, countFailures } from './lanes';
import { panierDe } from './occultations';
import { presence } from './presence';
import { watchSessions } from './sessions';
import { CODES_FERMETURE, openSocket, type Session } from './socket';
import { asGraphql, prepare, type SubscriptionDeps } from './subscription-request';

type Params = { readonly authorization?: unknown; readonly dpop?: unknown; readonly finalite?: unknown } & Record<
  string,
  unknown
>;

/** Subscriptions at `/graphql` of the same server, after the `graphql-transport-ws` protocol. */
export function acceptSubscriptions<C extends object>(server: Server, deps: SubscriptionDeps<C>) {
  const { limits, logger } = deps;
  const present = presence(limits);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.socketMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  const sessions = watchSessions(deps);
  const protocol = makeServer<Params, Session>({
    connectionInitWaitTimeout: limits.initTimeoutMs,
    onConnect: async (context) => {
      const { connectionParams, extra } = context;
      try {
        const authorization = connectionParams?.authorization ?? extra.request.headers.authorization;
        const { dpop, finalite } = connectionParams ?? {};
        const identify = () => deps.identify(extra.request, { authorization, dpop });
        const actor = await withDeadline(limits.operationMs, () =>
          countFailures(deps.quotas, addressOf(extra.request), identify),
        );
        if (!extra.isOpen()) return false;
        present.enter(clientOf(actor), context);
        extra.welcome(actor, {
          authorization: typeof authorization === 'string' ? authorization : '',
          ...(typeof finalite === 'string' ? { finalite } : {}),
        });
        return true;
      } catch (error) {
        refuseSocket(extra, error, logger);
        return false;
      }
    },
    onClose: (context) => {
      const client = context.extra.client();
      if (client !== undefined) present.leave(client, context);
    },
    onSubscribe: async (context, _, payload) => {
      try {
        present.checkSubscriptions(clientOf(context.extra.bearer().actor), context);
        return await prepare(deps, context.extra, payload);
      } catch (error) {
        return [asGraphql(error)];
      }
    },
    subscribe: (args) => run(deps, args),
    onError: (context, _, __, errors) => errors.map((error) => published(error, context.extra, logger)),
    onNext: (context, _, __, args, { data, errors, extensions }) => {
      const withheld = panierDe(args.contextValue).vider(data);
      if (!errors && !withheld) return undefined;
      const said = (errors ?? []).filter((error) => !estUneAbsence(error));
      return {
        data: data ?? null,
        ...(said.length > 0 ? { errors: said.map((error) => published(error, context.extra, logger)) } : {}),
        ...(extensions || withheld ? { extensions: { ...extensions, ...withheld } } : {}),
      };
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
  if (CODES_ERREUR[extensions.code].http === 401) session.close(CODES_FERMETURE.refuse[0], message);
  else if (REFUS_DU_REGISTRE.includes(extensions.code)) session.close(CODES_FERMETURE.interdit[0], message);
  else if (extensions.code === 'QUOTA_DEPASSE') session.close(CODES_FERMETURE.indisponible[0], message);
  else session.close(...CODES_FERMETURE.indisponible);
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
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
