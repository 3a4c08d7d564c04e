import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Config } from '../../src/platform/config';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres';

/** Why the demonstration does not begin, in French. */
export class BaseRefusee extends Error {}

export interface BaseDemo {
  /** Where the hub of the demonstration works. */
  readonly config: Config;
  /** Stops the embedded server and takes away what the demonstration wrote. */
  fermer(): Promise<void>;
}

/**
 * An empty database, of its own: what is tried with `npm start` is never mixed with what the demonstration plays, nor with
 * what a demonstration that was killed left, whose clock may be years ahead. @throws BaseRefusee
 */
export async function ouvrirBase(config: Config): Promise<BaseDemo> {
  const dossier = join(config.HUB_DATA_DIR, 'demo');
  const { AUDIT_EXPORT_DIR = join(dossier, 'journal') } = config;
  const DEPOT_DIR = join(dossier, 'depots');
  const retirer = (chemin: string) => rm(chemin, { recursive: true, force: true });
  if (config.DATABASE_URL !== undefined) {
    if ((await interroger(config.DATABASE_URL, `SELECT FROM pg_namespace WHERE nspname = 'hub'`)) !== 0)
      throw new BaseRefusee('La base de DATABASE_URL a déjà servi : la démonstration en veut une vide.');
    await mkdir(DEPOT_DIR, { recursive: true });
    return { config: { ...config, AUDIT_EXPORT_DIR, DEPOT_DIR }, fermer: () => retirer(dossier) };
  }
  const postgres = await startEmbeddedPostgres(dossier);
  if (postgres.shared)
    throw new BaseRefusee(
      `Une autre démonstration tourne déjà sur ce dossier : ${dossier}. Arrêtez-la, ou donnez un autre HUB_DATA_DIR.`,
    );
  const fermer = async () => {
    await postgres.stop();
    await retirer(postgres.home);
    await retirer(dossier);
  };
  try {
    for (const ancien of [join(dossier, 'journal'), DEPOT_DIR]) await retirer(ancien);
    await mkdir(DEPOT_DIR, { recursive: true });
    const serveur = new URL(postgres.url);
    serveur.pathname = '/postgres';
    await interroger(serveur.href, 'DROP DATABASE hub WITH (FORCE)');
    await interroger(serveur.href, 'CREATE DATABASE hub');
  } catch (error) {
    await fermer();
    throw error;
  }
  return { config: { ...config, DATABASE_URL: postgres.url, AUDIT_EXPORT_DIR, DEPOT_DIR }, fermer };
}

/** @returns the number of rows. */
async function interroger(url: string, sql: string): Promise<number | null> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rowCount;
  } finally {
    await client.end();
  }
}
