import type { TypeEvenement } from '../domain/events';
import type { Tx } from './database';

type Querier = Pick<Tx, 'query'>;

export interface LivraisonMorte {
  readonly id: string;
  readonly evenementId: string;
  readonly destinataire: string;
  readonly type: TypeEvenement;
  readonly tentatives: number;
  readonly dernierEchec: string | null;
}

/** Dead deliveries, oldest first. `apres` is the id of the last one already read. */
export function mortes(
  database: Querier,
  page: { destinataire?: string | undefined; apres?: string | undefined; nombre: number },
): Promise<LivraisonMorte[]> {
  return database.query<LivraisonMorte>(
    `SELECT l.id, l.evenement_id AS "evenementId", l.destinataire, e.type, l.tentatives, l.dernier_echec AS "dernierEchec"
     FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id
     WHERE l.etat = 'MORTE' AND ($1::text IS NULL OR l.destinataire = $1) AND ($2::uuid IS NULL OR l.id > $2)
     ORDER BY l.id LIMIT $3`,
    [page.destinataire ?? null, page.apres ?? null, page.nombre],
  );
}

/** What a replay is about to push again: to be shown before it is decided. */
export async function compterMortes(database: Querier, destinataire?: string): Promise<number> {
  const [row] = await database.query<{ nombre: number }>(
    `SELECT count(*)::int AS nombre FROM hub.livraison WHERE etat = 'MORTE' AND ($1::text IS NULL OR destinataire = $1)`,
    [destinataire ?? null],
  );
  return row?.nombre ?? 0;
}

/**
 * Puts dead deliveries back on the road with a full schedule, at most `nombre` at once. The webhook-id does not change:
 * a recipient that had treated one ignores it. @returns the deliveries put back.
 */
export async function rejouer(
  tx: Querier,
  cible: { livraisonIds: readonly string[] } | { destinataire: string | undefined },
  now: Date,
  nombre = 1_000,
): Promise<string[]> {
  const ids = 'livraisonIds' in cible ? cible.livraisonIds : null;
  const destinataire = 'destinataire' in cible ? (cible.destinataire ?? null) : null;
  const rows = await tx.query<{ id: string }>(
    `UPDATE hub.livraison SET etat = 'EN_ATTENTE', canal = NULL, tentatives = 0, prochaine_le = $3
     WHERE id IN (
       SELECT id FROM hub.livraison
       WHERE etat = 'MORTE' AND ($1::uuid[] IS NULL OR id = ANY($1::uuid[])) AND ($2::text IS NULL OR destinataire = $2)
       ORDER BY id LIMIT $4 FOR UPDATE SKIP LOCKED
     ) RETURNING id`,
    [ids, destinataire, now, nombre],
  );
  return rows.map(({ id }) => id);
}

/** A recipient asks for its own lines again, handed over or not: the first hand-over keeps its date. @returns the deliveries put back. */
export async function relivrer(
  tx: Querier,
  destinataire: string,
  ids: readonly string[],
  now: Date,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE hub.livraison SET etat = 'EN_ATTENTE', canal = NULL, tentatives = 0, prochaine_le = $3
     WHERE id = ANY($1::uuid[]) AND destinataire = $2 RETURNING id`,
    [ids, destinataire, now],
  );
  return rows.map(({ id }) => id);
}
