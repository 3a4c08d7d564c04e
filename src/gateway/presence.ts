import { HubError } from '../domain/errors';
import type { Limits } from '../platform/limits';

/** What presence knows of one connection: the subscriptions that it carries, by their names. */
export interface Connection {
  readonly subscriptions: Readonly<Record<string, unknown>>;
}

/** The sockets of each client and what they carry: one client's software cannot take the sockets of all. */
export function presence(limits: Limits) {
  const clients = new Map<string, Set<Connection>>();
  return {
    /** @throws HubError `QUOTA_DEPASSE` */
    enter(client: string, connection: Connection): void {
      const own = clients.get(client) ?? new Set();
      if (own.size >= limits.socketsPerClient)
        throw new HubError('QUOTA_DEPASSE', `Un client ouvre au plus ${String(limits.socketsPerClient)} WebSockets.`);
      clients.set(client, own.add(connection));
    },
    leave(client: string, connection: Connection): void {
      const own = clients.get(client);
      own?.delete(connection);
      if (own?.size === 0) clients.delete(client);
    },
    /** The subscription that is asked for is among those of its connection already. @throws HubError */
    checkSubscriptions(client: string, { subscriptions }: Connection): void {
      const { subscriptionsPerSocket: perSocket, subscriptionsPerClient: perClient } = limits;
      if (Object.keys(subscriptions).length > perSocket)
        throw new HubError('BAD_REQUEST', `Un socket porte au plus ${String(perSocket)} abonnements.`);
      const all = [...(clients.get(client) ?? [])].flatMap((one) => Object.keys(one.subscriptions));
      if (all.length > perClient)
        throw new HubError('QUOTA_DEPASSE', `Un client porte au plus ${String(perClient)} abonnements.`);
    },
  };
}
