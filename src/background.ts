import { join } from 'node:path';
import { v7 } from 'uuid';
import { createConnectors } from '../connectors/registry';
import { createPlaces } from '../jobs/places';
import { startWorker, type RunningWorker } from '../jobs/start';
import type { Trousseau } from './audit/cles';
import { createSequenceur } from './audit/sequenceur';
import type { Closers } from './closers';
import type { Clock } from './platform/clock';
import { outgoingPolicy, type Config } from './platform/config';
import type { Database } from './platform/database';
import { livraisonsEnLot } from './platform/deliveries-batch';
import { outgoing } from './platform/http-client';
import type { Logger } from './platform/logger';
import type { Notifications } from './platform/notifications';
import type { Metrics } from './platform/metrics';
import { openQueues } from './platform/queue';
import { createRelay } from './platform/relay';
import { ouvrirPieces } from './pieces/ouvrir';
import { surveillerPieces } from './pieces/surveiller';
import { registres, TRANSFERABLES } from './subgraphs/registry';
import { ouvrirTransferts } from './transferts/ouvrir';

/** Runs from the start; stopped, it can be started again. */
export interface HubWorker extends RunningWorker {
  start(): void;
}

export interface Background {
  readonly config: Config;
  readonly clock: Clock;
  /** The real time, whatever the law's clock says: partners compare it with theirs. */
  readonly heure: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly notifications: Notifications;
  readonly trousseau: Trousseau;
}

/** Relay, worker and sequencer. Answers with how to wake the relay. */
export function startBackground(deps: Background, closing: Closers): { committed: () => void; worker: HubWorker } {
  const { config, clock, heure, logger, metrics, database, databaseUrl, notifications, trousseau } = deps;
  const queues = openQueues({ databaseUrl, redisUrl: config.REDIS_URL, logger });
  closing.add(() => queues.close());
  const connectors = createConnectors({ outgoing: outgoing(outgoingPolicy(config)), now: () => heure.now() });
  closing.add(() => connectors.webhook.close());
  const relay = createRelay({ database, queues, clock, logger, notifications });
  const committed = () => {
    relay.wake();
  };
  const gardees = ouvrirPieces(config);
  const transferts = ouvrirTransferts({
    ...{ config, database, clock, heure, logger, trousseau, committed, newId: v7, random: Math.random },
    ...{ registres: registres(), transferables: TRANSFERABLES, depot: gardees?.depot },
  });
  closing.add(async () => transferts?.close());
  const context = {
    database,
    livraisons: livraisonsEnLot(database),
    clock,
    logger,
    connectors,
    places: createPlaces(),
    random: Math.random,
    newId: v7,
    committed,
    ...(transferts ? { transferts } : {}),
  };
  let worker = startWorker({ queues, context, metrics });
  closing.add(() => worker.stop());
  relay.start();
  closing.add(() => relay.stop());
  const temoins = config.AUDIT_EXPORT_DIR ?? join(config.HUB_DATA_DIR, 'journal');
  const sequenceur = createSequenceur({ database, clock, logger, trousseau, export: temoins });
  sequenceur.start();
  closing.add(() => sequenceur.stop());
  const pieces = gardees && surveillerPieces({ ...gardees, database, clock, logger, committed });
  closing.add(async () => pieces?.stop());
  return {
    committed,
    worker: {
      stop: async () => {
        await Promise.all([worker.stop(), sequenceur.stop()]);
      },
      start: () => {
        sequenceur.start();
        worker = startWorker({ queues, context, metrics });
      },
    },
  };
}
