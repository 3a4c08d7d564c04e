import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as dormir } from 'node:timers/promises';
import { startPartnerSimulator, type PartnerSimulator } from '../../connectors/webhook/simulator';
import { demoClients } from '../../src/auth/demo-clients';
import { ouvrirCoffre } from '../../src/ouvrir-coffre';
import { closers, type Closers } from '../../src/closers';
import { enregistrerPartenaire } from '../../src/partners';
import { outgoingPolicy, readConfig, type Config } from '../../src/platform/config';
import type { Database } from '../../src/platform/database';
import { freePort } from '../../src/platform/free-port';
import { outgoing } from '../../src/platform/http-client';
import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import { openHubDatabase } from '../../src/rows';
import { ownRedis } from '../jobs/redis-server';
import { ouvrirPostgres, type BancPostgres } from './postgres';
import { processus, type Processus } from './processus';

/** Partners whose software listens; the others pull their inbox. */
export const ABONNES = ['crip', 'ase', 'parquet', 'defenseur'] as const;
export type Abonne = (typeof ABONNES)[number];

export type File = 'postgres' | 'redis';

/** Everything that runs, and that may be made to fail. */
export interface Banc {
  readonly config: Config;
  readonly file: File;
  readonly postgres: BancPostgres;
  readonly redis: Awaited<ReturnType<typeof ownRedis>> | undefined;
  readonly apis: readonly [Processus, Processus];
  readonly workers: readonly [Processus, Processus];
  readonly abonnes: Readonly<Record<Abonne, PartnerSimulator>>;
  /** As owner of the tables: to look, and to let time pass. */
  readonly database: Database;
  readonly urls: readonly string[];
  fermer(): Promise<void>;
}

const PATIENCE_MS = 60_000;

export interface BancOptions {
  /** File where what the processes of the hub print is kept. */
  readonly journal?: string | undefined;
  /** The processes tell what memory they hold. */
  readonly mesurer?: boolean;
}

export async function ouvrirBanc(file: File, options: BancOptions = {}): Promise<Banc> {
  const closing = closers();
  try {
    return await monter(file, options, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function monter(file: File, { journal, mesurer = false }: BancOptions, closing: Closers): Promise<Banc> {
  const postgres = await ouvrirPostgres();
  closing.add(() => postgres.fermer());
  const redis = file === 'redis' ? await ownRedis() : undefined;
  if (redis) closing.add(() => redis.kill());
  const ports = [await freePort(), await freePort()] as const;
  const origine = `http://127.0.0.1:${String(ports[0])}`;
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    DATABASE_URL: postgres.url,
    HUB_DATA_DIR: join(postgres.dossier, 'disque', 'hub'),
    PUBLIC_URL: origine,
    LOG_LEVEL: 'warn',
    ...(redis && { REDIS_URL: redis.url }),
  };
  const api = (port: number) => processus({ role: 'api', env: { ...env, PORT: String(port) }, journal, mesurer });
  const worker = () => processus({ role: 'worker', env, journal, mesurer });
  const apis = [api(ports[0]), api(ports[1])] as const;
  const workers = [worker(), worker()] as const;
  closing.add(async () => {
    await Promise.all([...apis, ...workers].map((processus) => processus.arreter()));
  });
  const config = readConfig(env);
  const urls = ports.map((port) => `http://127.0.0.1:${String(port)}/graphql`);

  apis[0].demarrer();
  await uneReponse(urls);
  const database = await openHubDatabase(postgres.url, { poolSize: 3, cles: clesEnfants(await ouvrirCoffre(config)) });
  closing.add(() => database.close());
  const abonnes = await abonner(database, config, closing);
  apis[1].demarrer();
  workers[0].demarrer();

  return {
    ...{ config, file, postgres, redis, apis, workers, abonnes, database, urls },
    fermer: () => closing.close(),
  };
}

async function abonner(database: Database, config: Config, closing: Closers) {
  const abonnes = {} as Record<Abonne, PartnerSimulator>;
  for (const nom of ABONNES) {
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    const simulateur = await startPartnerSimulator({ secret });
    closing.add(() => simulateur.close());
    abonnes[nom] = simulateur;
    const url = await outgoing(outgoingPolicy(config)).admit(abonnes[nom].url);
    await enregistrerPartenaire(database, { ...demoClients[nom], webhook: { url, secret } });
  }
  return abonnes;
}

async function uneReponse(urls: readonly string[]): Promise<void> {
  const limite = performance.now() + PATIENCE_MS;
  while (performance.now() < limite) {
    for (const url of urls) {
      const response = await fetch(url.replace('/graphql', '/readyz')).catch(() => undefined);
      if (response?.ok === true) return;
    }
    await dormir(50);
  }
  throw new Error('no API is ready after a minute');
}
