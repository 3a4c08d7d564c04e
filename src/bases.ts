import type { Closers } from './closers';
import { ConfigError, type Config } from './platform/config';
import type { Database } from './platform/database';
import { startEmbeddedPostgres } from './platform/embedded-postgres';
import { migrerFile } from './platform/queue-migration';
import { clesEnfants, type ClesEnfants } from './platform/secret/cles-enfants';
import { ouvrirCoffre } from './ouvrir-coffre';
import { migrerHub, openHubDatabase, verifierSchema, type Qualite } from './rows';
import { scellerExistant } from './sceller-existant';

/** The hub's database, as the process may reach it. */
export interface Bases {
  /** Address that connections take; each of them works as `hub_app`. */
  readonly url: string;
  /** A pool of that quality, opened at the first call and shared. */
  ouvrir(qualite: Exclude<Qualite, 'proprietaire'>): Promise<Database>;
}

/**
 * In production the process logs in as a member of `hub_app` and `hub_file` that owns nothing; whoever has the owner's address
 * (`DATABASE_OWNER_URL`) migrates. In a trial the one address is the owner's, and every connection leaves its rights
 * behind by working as `hub_app`.
 */
export async function ouvrirBases(
  config: Config,
  closing: Closers,
  progress: (step: string) => void = () => undefined,
): Promise<Bases> {
  if (config.DATABASE_URL === undefined)
    progress(`Starting the embedded PostgreSQL of ${config.HUB_DATA_DIR} (made the first time)...`);
  const url = config.DATABASE_URL ?? (await embarquee(config, closing));
  const production = config.NODE_ENV === 'production';
  const proprietaire = config.DATABASE_OWNER_URL ?? (production ? undefined : url);
  const cles = clesEnfants(await ouvrirCoffre(config));
  if (proprietaire !== undefined) {
    progress('Bringing the database up to date...');
    await mettreAJour(proprietaire, url, cles);
  }
  const pools = new Map<Qualite, Promise<Database>>();
  const ouvrir: Bases['ouvrir'] = (qualite) => {
    const connue = pools.get(qualite);
    if (connue) return connue;
    const bornee = qualite === 'application' ? bornes(config) : {};
    const ouverte = openHubDatabase(url, { qualite, cles, ...bornee }).then((database) => {
      closing.add(() => database.close());
      return database;
    });
    pools.set(qualite, ouverte);
    return ouverte;
  };
  if (production) await exigerMoindresDroits(await ouvrir('application'));
  return { url, ouvrir };
}

// An operation holds one connection; the urgent lane always finds some.
const POUR_LA_VOIE_URGENTE = 4;

function bornes({ LIMIT_CONCURRENT, LIMIT_OPERATION_MS }: Config) {
  return { poolSize: LIMIT_CONCURRENT + POUR_LA_VOIE_URGENTE, statementMs: LIMIT_OPERATION_MS };
}

/** Brings the schemas up to date, seals what was in clear, and makes the application's login when the owner may. */
export async function mettreAJour(proprietaire: string, application: string, cles: ClesEnfants): Promise<void> {
  await migrerHub(proprietaire, application);
  await scellerExistant(proprietaire, cles);
  await migrerFile(proprietaire);
}

async function embarquee(config: Config, closing: Closers): Promise<string> {
  const postgres = await startEmbeddedPostgres(config.HUB_DATA_DIR);
  closing.add(() => postgres.stop());
  return postgres.url;
}

/** @throws ConfigError when the login could leave row-level security behind, or when the schema is not up to date. */
export async function exigerMoindresDroits(database: Database): Promise<void> {
  const [login] = await database.query<{ tropFort: boolean }>(
    `SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_tables WHERE tableowner = session_user) "tropFort"
     FROM pg_roles WHERE rolname = session_user`,
  );
  if (login?.tropFort !== false)
    throw new ConfigError(
      'The login of DATABASE_URL owns tables or bypasses row-level security: give the hub a login that is only a member of hub_app and hub_file, and the owner in DATABASE_OWNER_URL to `npm run hub -- migrer`.',
    );
  if (!(await verifierSchema(database)))
    throw new ConfigError('The schema of DATABASE_URL is not up to date: run `npm run hub -- migrer` first.');
}
