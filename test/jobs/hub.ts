import { randomUUID } from 'node:crypto';
import { createConnectors } from '../../connectors/registry';
import { outgoing } from '../../src/platform/http-client';
import type { PartnerSimulator } from '../../connectors/webhook/simulator';
import type { HubJobDefinition } from '../../jobs/job';
import { createPlaces } from '../../jobs/places';
import { JOBS } from '../../jobs/registry';
import { startWorker } from '../../jobs/start';
import { movableClock } from '../../src/platform/clock';
import type { Database } from '../../src/platform/database';
import { livraisonsEnLot } from '../../src/platform/deliveries-batch';
import { silentLogger, type Logger } from '../../src/platform/logger';
import { openNotifications } from '../../src/platform/notifications';
import { EvenementRow, LivraisonRow } from '../../src/platform/outbox.entity';
import { PartenaireRow } from '../../src/platform/partenaire.entity';
import { openHubDatabase } from '../../src/rows';
import { clesDEssai } from '../support/coffre';
import { openQueues } from '../../src/platform/queue';
import { createRelay } from '../../src/platform/relay';

export const SECRET = `whsec_${Buffer.from('un secret de trente-deux octets!').toString('base64')}`;

/** The two backends; each test file has its own Redis database, 1 to 15. */
export function backends(redisDatabase: number) {
  const url = process.env['TEST_REDIS_URL'];
  return [
    { backend: 'postgres', redisUrl: undefined },
    ...(url === undefined ? [] : [{ backend: 'redis', redisUrl: `${url}/${String(redisDatabase)}` }]),
  ];
}

export interface HubOptions {
  readonly database: Database & { readonly url: string };
  readonly redisUrl?: string | undefined;
  readonly logger?: Logger;
  readonly clock?: ReturnType<typeof movableClock>;
  readonly production?: boolean;
  readonly bailMs?: number;
  readonly pollMs?: number;
  readonly lockMs?: number;
  readonly concurrency?: number;
  readonly jobs?: readonly HubJobDefinition[];
  /** Neither relay nor worker runs until told. */
  readonly paused?: boolean;
}

/** A relay and a worker assembled as `main` does, in this process. */
export async function startHub(options: HubOptions) {
  const { redisUrl, logger = silentLogger, clock = movableClock(), jobs = JOBS } = options;
  const databaseUrl = options.database.url;
  const database = await openHubDatabase(databaseUrl, { qualite: 'travailleur', cles: clesDEssai() });
  const queues = openQueues({
    databaseUrl,
    redisUrl,
    logger,
    ...(options.lockMs !== undefined && { lockMs: options.lockMs }),
  });
  const notifications = openNotifications({ databaseUrl, logger });
  const connectors = createConnectors({
    outgoing: outgoing({ trial: !(options.production ?? false), hosts: [], networks: [] }),
  });
  const relay = createRelay({
    database,
    queues,
    clock,
    logger,
    notifications,
    ...(options.bailMs !== undefined && { bailMs: options.bailMs }),
    ...(options.pollMs !== undefined && { pollMs: options.pollMs }),
  });
  const context = {
    ...{ database, livraisons: livraisonsEnLot(database) },
    ...{ clock, logger, connectors, places: createPlaces(), random: () => 0.5 },
    newId: () => randomUUID(),
    committed: () => {
      relay.wake();
    },
  };
  const begin = () => {
    relay.start();
    return startWorker({
      queues,
      context,
      jobs,
      checkSchedulesMs: 500,
      ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
    });
  };
  let worker = options.paused === true ? undefined : begin();
  return {
    queues,
    relay,
    clock,
    notifications,
    begin: () => {
      worker = begin();
    },
    stop: async () => {
      await relay.stop();
      await worker?.stop();
      await queues.close();
      await notifications.close();
      await connectors.webhook.close();
      await database.close();
    },
  };
}
export type Hub = Awaited<ReturnType<typeof startHub>>;

export async function registerPartner(
  database: Database,
  id: string,
  partner?: Pick<PartnerSimulator, 'url'>,
  secret: string | null = SECRET,
): Promise<void> {
  const objetId = randomUUID();
  await database.transaction((tx) =>
    tx.insert([
      {
        entity: PartenaireRow,
        enfantId: objetId,
        row: {
          id,
          objetId,
          nom: id,
          role: 'ASE',
          territoire: '31',
          webhookUrl: partner?.url ?? null,
          webhookSecret: partner === undefined ? null : secret,
        },
      },
    ]),
  );
}

/** What an act's transaction writes for one recipient: one event, one delivery, per given priority. */
export async function writeDeliveries(
  database: Database,
  destinataire: string,
  options: { count?: number; priorite?: (index: number) => number; now?: Date } = {},
): Promise<string[]> {
  const now = options.now ?? new Date();
  const ids = Array.from({ length: options.count ?? 1 }, () => randomUUID());
  await database.transaction((tx) =>
    tx.insert(
      ids.flatMap((id, index) => {
        const evenementId = randomUUID();
        return [
          {
            entity: EvenementRow,
            row: { id: evenementId, type: 'mesure-urgente.notifiee', sujetId: randomUUID(), le: now },
          },
          {
            entity: LivraisonRow,
            row: {
              id,
              evenementId,
              destinataire,
              priorite: options.priorite?.(index) ?? 5,
              etat: 'EN_ATTENTE',
              tentatives: 0,
              prochaineLe: now,
            },
          },
        ];
      }),
    ),
  );
  return ids;
}

export interface Etat {
  etat: string;
  canal: string | null;
  tentatives: number;
  dernierEchec: string | null;
  prochaineLe: Date;
  remiseLe: Date | null;
}

export async function etatDe(database: Database, id: string): Promise<Etat> {
  const [row] = await database.query<Etat>(
    `SELECT etat, canal, tentatives, dernier_echec AS "dernierEchec", prochaine_le AS "prochaineLe", remise_le AS "remiseLe"
     FROM hub.livraison WHERE id = $1`,
    [id],
  );
  return row!;
}
