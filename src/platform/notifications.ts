import { Client } from 'pg';
import type { Database } from './database';
import type { Logger } from './logger';

/** The channels of this hub. A message is a hint: whoever missed it finds the same thing in the tables. */
export const CANAUX = {
  /** « Deliveries are due »: from a process that serves acts to those that relay. */
  relais: 'hub_relais',
  /** Identifiers of the deliveries just relayed, comma-separated. */
  livraisons: 'hub_livraisons',
} as const;
export type Canal = (typeof CANAUX)[keyof typeof CANAUX];

export interface NotificationHandler {
  onMessage(payload: string): void;
  /** Messages may have been missed. */
  onReconnect?(): void;
}

export interface Notifications {
  on(canal: Canal, handler: NotificationHandler): () => void;
  /** Resolves once the connection listens. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

const RETRY_MS = 500;

/** The process's one LISTEN connection; it comes back by itself. */
export function openNotifications(options: { databaseUrl: string; logger: Logger }): Notifications {
  const handlers = new Map<Canal, Set<NotificationHandler>>(Object.values(CANAUX).map((canal) => [canal, new Set()]));
  let client: Client | undefined;
  let closed = false;
  let outage = false;
  let timer: NodeJS.Timeout | undefined;
  let becomeReady: () => void;
  const ready = new Promise<void>((done) => {
    becomeReady = done;
  });

  const lost = (from: Client, error?: unknown) => {
    if (from !== client || closed) return;
    client = undefined;
    from.end().catch(() => undefined);
    if (!outage) options.logger.warn('unreachable', { composant: 'notifications', error });
    outage = true;
    timer = setTimeout(() => void connect(), RETRY_MS);
  };

  const connect = async () => {
    if (closed) return;
    const fresh = new Client({ connectionString: options.databaseUrl, keepAlive: true });
    client = fresh;
    fresh.on('error', (error) => {
      lost(fresh, error);
    });
    fresh.on('end', () => {
      lost(fresh);
    });
    fresh.on('notification', ({ channel, payload }) => {
      for (const handler of handlers.get(channel as Canal) ?? []) handler.onMessage(payload ?? '');
    });
    try {
      await fresh.connect();
      for (const canal of Object.values(CANAUX)) await fresh.query(`LISTEN ${canal}`);
    } catch (error) {
      lost(fresh, error);
      return;
    }
    becomeReady();
    if (!outage) return;
    outage = false;
    options.logger.info('back', { composant: 'notifications' });
    for (const set of handlers.values()) for (const handler of set) handler.onReconnect?.();
  };
  void connect();

  return {
    on: (canal, handler) => {
      handlers.get(canal)?.add(handler);
      return () => handlers.get(canal)?.delete(handler);
    },
    ready: () => ready,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

export async function notify(database: Database, canal: Canal, payload = ''): Promise<void> {
  await database.query('SELECT pg_notify($1, $2)', [canal, payload]);
}

/**
 * Wakes the relays of other processes. Calls made while a message is on its way share the next one: the lock that
 * PostgreSQL takes to order NOTIFY is never met by an act's own transaction.
 */
export function createRemoteWake(options: { database: Database; logger: Logger }): () => void {
  let sending = false;
  let again = false;
  const send = async () => {
    sending = true;
    do {
      again = false;
      await notify(options.database, CANAUX.relais).catch((error: unknown) => {
        options.logger.debug('wake not sent', { error });
      });
      // Set by a call made during the await.
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition
    } while (again);
    sending = false;
  };
  return () => {
    if (sending) again = true;
    else void send();
  };
}
