import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startPartnerSimulator, type PartnerSimulator } from '../connectors/webhook/simulator';
import { demoClients, type DemoClientName } from '../src/auth/demo-clients';
import { ouvrirCoffre } from '../src/ouvrir-coffre';
import { enregistrerPartenaire } from '../src/partners';
import { outgoingPolicy, readConfig } from '../src/platform/config';
import { freePort } from '../src/platform/free-port';
import { outgoing } from '../src/platform/http-client';
import { clesEnfants } from '../src/platform/secret/cles-enfants';
import { openHubDatabase } from '../src/rows';
import { ownRedis } from '../test/jobs/redis-server';
import { ouvrirMonde } from '../test/scenarios/monde';
import type { BenchContext } from './bench';
import { SANS_LIMITE } from './charge';
import { serveur } from './serveur';

interface Voulu<A extends DemoClientName> {
  readonly name: string;
  /** Partners whose software listens. */
  readonly abonnes: readonly A[];
  readonly cleanup: BenchContext['cleanup'];
}

/** A PostgreSQL and a Redis of the benchmark's own, the partners of a trial and their tokens; no process of the hub yet. */
export async function installer<A extends DemoClientName>({ name, abonnes: noms, cleanup }: Voulu<A>) {
  const { url, folder } = await serveur(name, cleanup);
  const redis = await ownRedis();
  cleanup(() => redis.kill());
  const port = String(await freePort());
  const env = {
    ...process.env,
    ...SANS_LIMITE,
    DATABASE_URL: url,
    HUB_DATA_DIR: join(folder, 'hub'),
    REDIS_URL: redis.url,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  };
  const config = readConfig({ ...env, PORT: port });
  const monde = await ouvrirMonde({ config });
  const jetons = {
    college: await monde.jeton('college'),
    hopital: await monde.jeton('hopital'),
    parquet: await monde.jeton('parquet'),
    ase: await monde.jeton('ase'),
  };
  await monde.fermer();
  const database = await openHubDatabase(url, { poolSize: 2, cles: clesEnfants(await ouvrirCoffre(config)) });
  cleanup(() => database.close());
  await database.query('UPDATE hub.partenaire SET webhook_url = NULL, webhook_secret = NULL');
  const abonnes = {} as Record<A, PartnerSimulator>;
  for (const nom of noms) {
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    const simulateur = await startPartnerSimulator({ secret });
    cleanup(() => simulateur.close());
    abonnes[nom] = simulateur;
    const webhook = { url: await outgoing(outgoingPolicy(config)).admit(simulateur.url), secret };
    await enregistrerPartenaire(database, { ...demoClients[nom], webhook });
  }
  return { env, jetons, database, abonnes, redisUrl: redis.url };
}
