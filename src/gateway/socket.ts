import type { IncomingMessage } from 'node:http';
import { type Server as ProtocolServer } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { Actor } from '../auth/actor';
import { requestIdOf } from '../platform/http';
import type { Logger } from '../platform/logger';
import type { Limits } from '../platform/limits';
import { clientOf } from './lanes';

/** Close codes of `graphql-transport-ws`, with what the hub says. After 4403 its clients come back with a new token. */
export const CODES_FERMETURE = {
  arret: [1001, 'Le hub redémarre : reconnectez-vous.'],
  bavard: [1008, 'Trop de messages : espacez vos demandes.'],
  indisponible: [1013, 'Service momentanément indisponible : réessayez.'],
  invalide: [4400, 'Message invalide.'],
  refuse: [4401, "Jeton d'accès absent ou refusé."],
  interdit: [4403, 'Accès refusé.'],
  expire: [4403, "Jeton d'accès expiré : reconnectez-vous avec un jeton neuf."],
  protocole: [4406, 'Sous-protocole attendu : graphql-transport-ws.'],
  delai: [4408, "Aucun jeton d'accès dans le délai imparti."],
  doublon: [4409, 'Un abonnement porte déjà ce nom.'],
  revoque: [4403, "L'accès au hub a été révoqué."],
  dejaOuvert: [4429, 'La connexion est déjà ouverte.'],
  interne: [4500, 'Erreur interne.'],
} as const satisfies Record<string, readonly [number, string]>;

export interface Bearer {
  readonly actor: Actor;
  /** Those that it would have sent over HTTP: a browser's socket has none of its own. */
  readonly entetes: { readonly authorization: string; readonly finalite?: string };
}

/** One connection, and its bearer once known. */
export interface Session {
  readonly id: string;
  readonly request: IncomingMessage;
  readonly close: (code: number, reason: string) => void;
  readonly welcome: (actor: Actor, entetes: Bearer['entetes']) => void;
  readonly bearer: () => Bearer;
  /** Who it is counted for, once known. */
  readonly client: () => string | undefined;
  readonly isOpen: () => boolean;
  /** Aborted when it closes. */
  readonly signal: AbortSignal;
  readonly actor: () => Actor | undefined;
}

const REASONS = new Map<number, string>(Object.values(CODES_FERMETURE).map(([code, reason]) => [code, reason]));
REASONS.set(CODES_FERMETURE.interdit[0], CODES_FERMETURE.interdit[1]);

// Longest delay a timer can hold.
const MAX_TIMER_MS = 2_147_483_647;
const MAX_REASON_BYTES = 123;

/** Ties a socket to the protocol, to the life of its token, and to a heartbeat. */
export function openSocket(
  socket: WebSocket,
  request: IncomingMessage,
  protocol: ProtocolServer<Session>,
  { limits, logger }: { limits: Limits; logger: Logger },
): Session {
  let bearer: Bearer | undefined;
  let expiry: NodeJS.Timeout | undefined;
  const gone = new AbortController();
  let alive = true;
  let messages = 0;
  const close = (code: number, reason: string) => {
    if (socket.readyState === socket.OPEN) socket.close(code, fit(reason));
  };
  const session: Session = {
    id: requestIdOf(request),
    request,
    close,
    welcome(actor, entetes) {
      bearer = { actor, entetes };
      expiry = setTimeout(
        close,
        Math.min(actor.expiresAt * 1000 - Date.now(), MAX_TIMER_MS),
        ...CODES_FERMETURE.expire,
      );
    },
    bearer() {
      if (bearer === undefined) throw new Error('The socket has no bearer yet.');
      return bearer;
    },
    client: () => bearer && clientOf(bearer.actor),
    isOpen: () => socket.readyState === socket.OPEN,
    signal: gone.signal,
    actor: () => bearer?.actor,
  };

  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) resolve();
          else
            socket.send(data, (error) => {
              if (error) reject(error);
              else resolve();
            });
        }),
      close: (code = 1000) => {
        close(code, REASONS.get(code) ?? '');
      },
      onMessage: (handle) => {
        socket.on('message', (data: RawData) => {
          messages += 1;
          if (messages > limits.socketMessages) {
            close(...CODES_FERMETURE.bavard);
            return;
          }
          handle(text(data)).catch((error: unknown) => {
            logger.error('socket.erreur-interne', { requestId: session.id, error });
            close(...CODES_FERMETURE.interne);
          });
        });
      },
    },
    session,
  );

  const heartbeat = setInterval(() => {
    if (!alive) {
      socket.terminate();
      return;
    }
    alive = false;
    messages = 0;
    socket.ping();
  }, limits.pingMs);
  socket.on('pong', () => {
    alive = true;
  });
  // A frame too long or not UTF-8: ws closes by itself (1009, 1007).
  socket.on('error', () => undefined);
  socket.once('close', (code, reason) => {
    clearInterval(heartbeat);
    clearTimeout(expiry);
    gone.abort();
    logger.info('socket.ferme', { requestId: session.id, statut: code, institution: bearer?.actor.institution });
    closed(code, String(reason)).catch((error: unknown) => {
      logger.error('socket.erreur-interne', { requestId: session.id, error });
    });
  });
  return session;
}

function text(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}

function fit(reason: string): string {
  let fitting = reason;
  while (Buffer.byteLength(fitting) > MAX_REASON_BYTES) fitting = `${fitting.slice(0, -2)}…`;
  return fitting;
}
