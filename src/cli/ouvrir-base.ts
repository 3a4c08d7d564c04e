import 'reflect-metadata';
import { ConfigError, readConfig, type Config } from '../platform/config';
import type { Database } from '../platform/database';
import { startEmbeddedPostgres } from '../platform/embedded-postgres';
import { clesEnfants } from '../platform/secret/cles-enfants';
import { mettreAJour } from '../bases';
import { ouvrirCoffre } from '../ouvrir-coffre';
import { openHubDatabase } from '../rows';
import { ErreurUsage } from './command';

/**
 * Works on the hub's own database: that of `DATABASE_URL`, otherwise the embedded one of `HUB_DATA_DIR`, shared with a
 * hub that runs.
 */
export async function avecLaBase<T>(
  travail: (database: Database) => Promise<T>,
  qualite: 'travailleur' | 'proprietaire' = 'travailleur',
): Promise<T> {
  const { DATABASE_OWNER_URL, HUB_DATA_DIR, ...config } = configuration();
  const DATABASE_URL = (qualite === 'proprietaire' ? DATABASE_OWNER_URL : undefined) ?? config.DATABASE_URL;
  const embedded = DATABASE_URL === undefined ? await startEmbeddedPostgres(HUB_DATA_DIR) : undefined;
  try {
    const url = embedded?.url ?? DATABASE_URL ?? '';
    // A database that others run is brought up to date by the hub alone.
    const cles = clesEnfants(await ouvrirCoffre({ ...config, HUB_DATA_DIR }));
    if (embedded) await mettreAJour(url, url, cles);
    const database = await openHubDatabase(url, { qualite, poolSize: 2, cles });
    try {
      return await travail(database);
    } finally {
      await database.close();
    }
  } finally {
    await embedded?.stop();
  }
}

/** @throws ErreurUsage */
export function configuration(env: Parameters<typeof readConfig>[0] = process.env): Config {
  try {
    return readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) throw new ErreurUsage(`Configuration invalide : ${error.message}`);
    throw error;
  }
}
