import type { Database } from './database';

type Querier = Pick<Database, 'query'>;

/** Keeps that this proof was used until it expires. False when it already was: of two at once, one is true. */
export async function premierUsage(
  database: Querier,
  modele: string,
  id: string,
  expireLe: Date,
  contenu: object = {},
): Promise<boolean> {
  const rows = await database.query(
    `INSERT INTO hub.oidc (modele, id, contenu, expire_le) VALUES ($1, $2, $3, $4)
     ON CONFLICT (modele, id) DO NOTHING RETURNING 1`,
    [modele, id, JSON.stringify(contenu), expireLe],
  );
  return rows.length > 0;
}

const LOT = 10_000;

/** Forgets what is expired. @returns how many rows, at most a batch */
export async function balayerOidc(database: Querier, now: Date): Promise<number> {
  const rows = await database.query(
    `DELETE FROM hub.oidc WHERE (modele, id) IN
       (SELECT modele, id FROM hub.oidc WHERE expire_le < $1 LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING 1`,
    [now, LOT],
  );
  return rows.length;
}
