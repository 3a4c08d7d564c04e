import { join } from 'node:path';
import { freePort } from '../src/platform/free-port';
import { throwawayPostgres, type ThrowawayPostgres } from '../test/support/throwaway-postgres';
import type { BenchContext } from './bench';

/** A PostgreSQL of the benchmark's own, stopped with it. */
export async function serveur(
  nom: string,
  cleanup: BenchContext['cleanup'],
  reglages: readonly string[] = [],
): Promise<ThrowawayPostgres> {
  const starting = throwawayPostgres(`bench-${nom}`, reglages);
  cleanup(async () => (await starting).stop());
  return starting;
}

/** What a hub on that server is started with. */
export async function environnement({ url, folder }: Pick<ThrowawayPostgres, 'url' | 'folder'>) {
  return {
    ...process.env,
    PORT: String(await freePort()),
    DATABASE_URL: url,
    HUB_DATA_DIR: join(folder, 'hub'),
  };
}
