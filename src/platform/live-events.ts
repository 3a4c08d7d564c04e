import { EVENEMENTS, type TypeEvenement } from '../domain/events';
import type { Database } from './database';
import type { Logger } from './logger';
import { CANAUX, type Notifications } from './notifications';

/** One delivery, as it is relayed. At least once: the delivery's id says whether it was already seen. */
export interface LiveEvent {
  readonly livraisonId: string;
  readonly type: TypeEvenement;
  readonly sujetType: (typeof EVENEMENTS)[TypeEvenement]['sujet'];
  readonly sujetId: string;
  readonly le: Date;
  /** Events were missed just before this one (slow reader, lost connection): the inbox has them. */
  readonly lacune: boolean;
}

export interface LiveEvents {
  /** Ends with `return()`; the events of an institution reach each of its subscribers, in any process. */
  subscribe(destinataire: string): AsyncIterableIterator<LiveEvent>;
  close(): void;
}

export interface LiveEventsOptions {
  readonly database: Pick<Database, 'query'>;
  readonly notifications: Notifications;
  readonly logger: Logger;
  /** Kept for a reader that is late; beyond, the oldest are dropped. */
  readonly buffer?: number;
}

const BUFFER = 256;

type Row = Omit<LiveEvent, 'sujetType' | 'lacune'> & { readonly destinataire: string };

export function createLiveEvents(options: LiveEventsOptions): LiveEvents {
  const { database, notifications, logger, buffer = BUFFER } = options;
  const subscribers = new Map<string, Set<Subscriber>>();
  const everyone = () => [...subscribers.values()].flatMap((set) => [...set]);

  const relay = async (ids: readonly string[]) => {
    const rows = await database.query<Row>(
      `SELECT l.id AS "livraisonId", l.destinataire, e.type, e.sujet_id AS "sujetId", e.le
       FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id
       WHERE l.id = ANY($1::uuid[]) AND l.destinataire = ANY($2::text[]) ORDER BY l.priorite, l.id`,
      [ids, [...subscribers.keys()]],
    );
    for (const { destinataire, ...event } of rows)
      for (const subscriber of subscribers.get(destinataire) ?? [])
        subscriber.push({ ...event, sujetType: EVENEMENTS[event.type].sujet, lacune: false });
  };
  const missed = () => {
    for (const subscriber of everyone()) subscriber.gap();
  };
  // One message after the other: a subscriber sees batches in the order in which they were relayed.
  let queue = Promise.resolve();
  const stop = notifications.on(CANAUX.livraisons, {
    onMessage: (payload) => {
      if (subscribers.size === 0) return;
      queue = queue
        .then(() => relay(payload.split(',')))
        .catch((error: unknown) => {
          logger.warn('live events missed', { error });
          missed();
        });
    },
    onReconnect: missed,
  });

  return {
    subscribe: (destinataire) => {
      const set = subscribers.get(destinataire) ?? new Set<Subscriber>();
      subscribers.set(destinataire, set);
      const subscriber = createSubscriber(buffer, () => {
        set.delete(subscriber);
        if (set.size === 0 && subscribers.get(destinataire) === set) subscribers.delete(destinataire);
      });
      set.add(subscriber);
      return subscriber.iterator;
    },
    close: () => {
      stop();
      for (const subscriber of everyone()) void subscriber.iterator.return?.();
    },
  };
}

interface Subscriber {
  readonly iterator: AsyncIterableIterator<LiveEvent>;
  push(event: LiveEvent): void;
  gap(): void;
}

function createSubscriber(capacity: number, onEnd: () => void): Subscriber {
  const pending: LiveEvent[] = [];
  const readers: ((result: IteratorResult<LiveEvent>) => void)[] = [];
  let lacune = false;
  let ended = false;

  const take = (): LiveEvent | undefined => {
    const event = pending.shift();
    if (event === undefined || !lacune) return event;
    lacune = false;
    return { ...event, lacune: true };
  };
  const flush = () => {
    while (readers.length > 0) {
      const event = take();
      if (event === undefined) return;
      readers.shift()?.({ value: event, done: false });
    }
  };
  const end = () => {
    if (ended) return;
    ended = true;
    pending.length = 0;
    for (const reader of readers.splice(0)) reader({ value: undefined, done: true });
    onEnd();
  };

  return {
    push: (event) => {
      pending.push(event);
      if (pending.length > capacity) {
        pending.shift();
        lacune = true;
      }
      flush();
    },
    gap: () => {
      lacune = true;
    },
    iterator: {
      next: () => {
        if (ended) return Promise.resolve({ value: undefined, done: true });
        return new Promise((done) => {
          readers.push(done);
          flush();
        });
      },
      return: () => {
        end();
        return Promise.resolve({ value: undefined, done: true });
      },
      throw: (error) => {
        end();
        return Promise.reject(error instanceof Error ? error : new Error('the subscription ended'));
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
  };
}
