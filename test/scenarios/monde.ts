import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Software } from '../../connectors/simulator';
import { ouvrirSoftware } from '../../connectors/software';
import { startPartnerSimulator, type PartnerSimulator, type Received } from '../../connectors/webhook/simulator';
import { loadDemoKeys, type DemoKey } from '../../src/auth/demo-keys';
import { demoClients, type DemoClientName } from '../../src/auth/demo-clients';
import type { Finalite } from '../../src/domain/access-finalites';
import { lancer, type Resultat } from '../../src/cli/main';
import { startHub, type Hub, type HubOptions } from '../../src/hub';
import { enregistrerPartenaire } from '../../src/partners';
import { movableClock } from '../../src/platform/clock';
import { outgoingPolicy, type Config } from '../../src/platform/config';
import { outgoing } from '../../src/platform/http-client';
import type { Database } from '../../src/platform/database';
import { createLogger, type Logger } from '../../src/platform/logger';
import { openQueues } from '../../src/platform/queue';
import { JOBS } from '../../jobs/registry';
import { demandeurDeJetons, type Partenaire } from './jetons';
import { ouvrirCoffre } from '../../src/ouvrir-coffre';
import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import { openHubDatabase } from '../../src/rows';
import { emptyQueue } from '../support/empty-queue';

export interface Reponse {
  readonly status: number;
  readonly body: { data?: any; errors?: { message: string; path?: string[]; extensions: { code: string } }[] };
  /** Milliseconds, from the first byte sent to the last received. */
  readonly ms: number;
}

/** Partners whose software listens; the others pull their inbox. */
const ABONNES = ['crip', 'ase', 'parquet', 'defenseur'] as const;
export type Abonne = (typeof ABONNES)[number];

/** The hub, its partners' simulators and the hands of a scenario on them. */
export interface Monde {
  readonly hub: Hub;
  readonly config: Config;
  /** Its tables, as their owner sees them. */
  readonly database: Database;
  readonly url: string;
  readonly partenaires: Readonly<Record<Abonne, PartnerSimulator>>;
  /** One GraphQL request over HTTP, as that client; its purpose goes in the header. */
  demander(client: DemoClientName, query: string, variables?: object, finalite?: Finalite): Promise<Reponse>;
  /** The same, as an institution that is not among the demonstration clients: it is registered first. */
  demanderComme(partenaire: Partenaire, query: string, variables?: object): Promise<Reponse>;
  /** What that institution has at home: it writes and reads in its own format. */
  software(client: DemoClientName): Software;
  /** Where that institution drops its files and finds their results. */
  dossier(client: DemoClientName): string;
  /** What that institution signs with. */
  cle(client: DemoClientName): DemoKey;
  jeton(client: DemoClientName): Promise<string>;
  /** The webhook of that type about that subject, once the partner has verified it. */
  webhook(abonne: Abonne, type: string, sujetId: string, rang?: number): Promise<Received>;
  /** Moves the clock of the law. */
  avancer(minutes: number): void;
  /** Sets it at that instant, past or to come. */
  aLaDate(instant: string): void;
  /** What runs every few seconds runs now, by the queue and the worker; done when it is. */
  balayer(): Promise<void>;
  /** Brings the clock of the law back to the machine's; what was still to be delivered is due now, not months away. */
  remettreALHeure(): Promise<void>;
  /** A command of the console, on this hub. */
  commander(...args: readonly string[]): Promise<Resultat>;
  /** Empties the whole queue behind the hub's back. */
  viderLaFile(): Promise<void>;
  fermer(): Promise<void>;
}

export interface MondeOptions {
  readonly config: Config;
  readonly logger?: Logger;
  /** Instead of the lanes of the registry. */
  readonly voies?: HubOptions['voies'];
  /** `api`: its worker is started apart, on the same clock. */
  readonly role?: HubOptions['role'];
  readonly clock?: ReturnType<typeof movableClock>;
}

// What the hub promises after any outage: everything overdue is told within a minute.
const ATTENTE_MS = 60_000;

export async function ouvrirMonde({
  config,
  logger = createLogger({ level: 'silent' }),
  voies,
  role = 'all',
  clock = movableClock(),
}: MondeOptions): Promise<Monde> {
  const hub = await startHub({ config, role, clock, logger, ...(voies ? { voies } : {}) });
  // To prepare and to inspect, outside what the hub itself may reach.
  const database = await openHubDatabase(hub.databaseUrl, {
    poolSize: 2,
    cles: clesEnfants(await ouvrirCoffre(config)),
  });
  const url = `${hub.url ?? ''}/graphql`;
  const secrets = ABONNES.map((name) => [name, `whsec_${randomBytes(24).toString('base64')}`] as const);
  const partenaires = {} as Record<Abonne, PartnerSimulator>;
  for (const [name, secret] of secrets) {
    partenaires[name] = await startPartnerSimulator({ secret });
    const webhook = { url: await outgoing(outgoingPolicy(config)).admit(partenaires[name].url), secret };
    await enregistrerPartenaire(database, { ...demoClients[name], webhook });
  }
  const queues = openQueues({ databaseUrl: hub.databaseUrl, redisUrl: config.REDIS_URL, logger });
  const cles = loadDemoKeys(config);
  const { jeton, jetonDe } = demandeurDeJetons({ config, database, url });

  return {
    hub,
    config,
    database,
    url,
    partenaires,
    jeton,
    demander: async (client, query, variables, finalite) =>
      poster(url, await jeton(client), { query, variables }, finalite),
    software: (client) => ouvrirSoftware({ url, jeton: () => jeton(client), cle: cles[client] }),
    dossier: (client) => {
      if (config.DEPOT_DIR === undefined) throw new Error('This world has no folder of drops.');
      return join(config.DEPOT_DIR, demoClients[client].institution);
    },
    cle: (client) => cles[client],
    demanderComme: async (partenaire, query, variables) => poster(url, await jetonDe(partenaire), { query, variables }),
    webhook: (abonne, type, sujetId, rang = 1) =>
      jusqua(`${abonne} : webhook ${type}`, () => {
        const about = partenaires[abonne].received.filter(
          ({ body }) => body.type === type && body.sujet.id === sujetId,
        );
        const distinct = about.filter(
          (one, i) => about.findIndex(({ webhookId }) => webhookId === one.webhookId) === i,
        );
        return distinct[rang - 1];
      }),
    avancer: (minutes) => {
      clock.advance(minutes * 60_000);
    },
    aLaDate: (instant) => {
      clock.advance(Date.parse(instant) - clock.now().getTime());
    },
    balayer: async () => {
      for (const { name, queue, everyMs } of JOBS) {
        if (everyMs === undefined) continue;
        const file = queues.queue(queue);
        const { id } = await file.add(name, {});
        // A finished job leaves the queue.
        await jusqua(name, async () => ((await file.getJob(id!)) === undefined ? true : undefined));
      }
    },
    remettreALHeure: async () => {
      clock.advance(Date.now() - clock.now().getTime());
      await database.query(
        `UPDATE hub.livraison SET prochaine_le = $1 WHERE etat = 'EN_ATTENTE' AND prochaine_le > $1`,
        [clock.now()],
      );
    },
    commander: async (...args) => {
      const avant = { ...process.env };
      const { HUB_DATA_DIR } = config;
      Object.assign(process.env, { DATABASE_URL: hub.databaseUrl, HUB_DATA_DIR });
      try {
        return await lancer(args);
      } finally {
        process.env = avant;
      }
    },
    viderLaFile: () => emptyQueue(database, config.REDIS_URL),
    fermer: async () => {
      await database.close();
      await queues.close();
      await hub.close();
      for (const partenaire of Object.values(partenaires)) await partenaire.close();
    },
  };
}

async function poster(url: string, token: string, body: object, finalite?: Finalite): Promise<Reponse> {
  const start = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(finalite === undefined ? {} : { finalite }),
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
    },
    body: JSON.stringify(body),
  });
  // Parsed here: `response.json()` would give arrays of another realm than the assertions of jest.
  const parsed = JSON.parse(await response.text()) as Reponse['body'];
  return { status: response.status, body: parsed, ms: performance.now() - start };
}

/** Waits for what must come, and says what did not. */
export async function jusqua<T>(quoi: string, lire: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const limite = performance.now() + ATTENTE_MS;
  for (;;) {
    const lu = await lire();
    if (lu !== undefined) return lu;
    if (performance.now() > limite) throw new Error(`Rien en ${String(ATTENTE_MS / 1000)} s : ${quoi}`);
    await new Promise((encore) => setTimeout(encore, 5));
  }
}
