import type { TypeEvenement } from '../domain/events';
import type { Database, Tx } from './database';
import { PartenaireRow } from './partenaire.entity';

type Querier = Pick<Tx, 'query'>;

/** A delivery that the relay just took charge of. */
export interface LivraisonPrise {
  readonly id: string;
  readonly priorite: number;
  readonly tentatives: number;
  /** BOITE: no one listens, the recipient will pull it. */
  readonly canal: 'BOITE' | null;
}

/**
 * Takes the deliveries that are due, most urgent first. Taking one moves its due date to the end of a lease, so that
 * a job lost by the queue is found again; `SKIP LOCKED` lets several relays work side by side.
 */
export async function prendreLivraisons(
  database: Querier,
  options: { now: Date; bailJusque: Date; nombre: number },
): Promise<LivraisonPrise[]> {
  const prises = await database.query<LivraisonPrise>(
    `WITH due AS MATERIALIZED (
       SELECT une.id, une.destinataire
       FROM generate_series(1, 10) AS rang(priorite)
       CROSS JOIN LATERAL (
         SELECT id, destinataire FROM hub.livraison
         WHERE etat = 'EN_ATTENTE' AND canal IS NULL
           AND priorite = rang.priorite::smallint AND prochaine_le <= $1
         ORDER BY prochaine_le LIMIT $3 FOR UPDATE SKIP LOCKED
       ) AS une
       LIMIT $3
     )
     UPDATE hub.livraison AS l
     SET prochaine_le = $2, canal = CASE WHEN p.webhook_url IS NULL THEN 'BOITE' END
     FROM due LEFT JOIN hub.partenaire p ON p.id = due.destinataire
     WHERE l.id = due.id
     RETURNING l.id, l.priorite, l.tentatives, l.canal`,
    [options.now, options.bailJusque, options.nombre],
  );
  return prises.sort((a, b) => a.priorite - b.priorite || (a.id < b.id ? -1 : 1));
}

/** The queue could not be reached: the rows are due again. */
export async function rendreLivraisons(database: Querier, ids: readonly string[], now: Date): Promise<void> {
  await database.query(
    `UPDATE hub.livraison SET prochaine_le = $2 WHERE id = ANY($1::uuid[]) AND etat = 'EN_ATTENTE'`,
    [ids, now],
  );
}

/** Milliseconds until the next delivery is due, at most `plafondMs`. */
export async function prochaineEcheance(database: Querier, now: Date, plafondMs: number): Promise<number> {
  const [row] = await database.query<{ le: Date | null }>(
    `SELECT min(une.prochaine_le) AS le
     FROM generate_series(1, 10) AS rang(priorite)
     CROSS JOIN LATERAL (
       SELECT prochaine_le FROM hub.livraison
       WHERE etat = 'EN_ATTENTE' AND canal IS NULL AND priorite = rang.priorite::smallint
       ORDER BY prochaine_le LIMIT 1
     ) AS une`,
  );
  const dans = row?.le ? row.le.getTime() - now.getTime() : plafondMs;
  return Math.min(Math.max(dans, 0), plafondMs);
}

/** One attempt of one delivery. */
export interface Tentative {
  readonly id: string;
  readonly tentative: number;
}

/** Everything an attempt needs, identifiers only. */
export interface LivraisonAFaire extends Tentative {
  readonly destinataire: string;
  readonly type: TypeEvenement;
  readonly sujetId: string;
  readonly le: Date;
  /** `traceparent` of the act that owes it. */
  readonly trace: string | null;
  /** It is known that its software does not answer. */
  readonly enPanne: boolean;
  readonly webhookUrl: string | null;
  readonly webhookSecret: string | null;
}

/** Those of them that have something left to do: not handed over, not dead, not counted already. */
export async function livraisonsAFaire(
  database: Pick<Database, 'query' | 'ouvrir'>,
  attendues: readonly Tentative[],
): Promise<LivraisonAFaire[]> {
  const rows = await database.query<LivraisonAFaire>(
    `SELECT l.id, l.tentatives AS tentative, l.destinataire, e.trace, e.type, e.sujet_id AS "sujetId", e.le,
            p.webhook_url AS "webhookUrl", p.webhook_secret AS "webhookSecret",
            EXISTS (SELECT FROM hub.panne WHERE institution = l.destinataire) AS "enPanne"
     FROM unnest($1::uuid[], $2::int[]) AS d(id, tentative)
     JOIN hub.livraison l ON l.id = d.id AND l.tentatives = d.tentative
     JOIN hub.evenement e ON e.id = l.evenement_id
     LEFT JOIN hub.partenaire p ON p.id = l.destinataire
     WHERE l.etat = 'EN_ATTENTE' AND l.canal IS NULL`,
    [attendues.map(({ id }) => id), attendues.map(({ tentative }) => tentative)],
  );
  const parPartenaire = new Map(
    rows.map(({ destinataire, webhookSecret }) => [destinataire, { id: destinataire, webhookSecret }]),
  );
  await database.ouvrir(PartenaireRow, [...parPartenaire.values()]);
  return rows.map((row) => ({ ...row, webhookSecret: parPartenaire.get(row.destinataire)?.webhookSecret ?? null }));
}

/** The recipients answered that they have them. The first hand-over is the proof: delivering again never moves its date. */
export async function noterRemises(
  database: Querier,
  remises: readonly { readonly id: string; readonly le: Date }[],
): Promise<void> {
  await database.query(
    `UPDATE hub.livraison AS l
     SET etat = 'REMISE', canal = 'WEBHOOK', remise_le = coalesce(l.remise_le, r.le), tentatives = l.tentatives + 1
     FROM unnest($1::uuid[], $2::timestamptz[]) AS r(id, le)
     WHERE l.id = r.id AND l.etat <> 'REMISE'`,
    [remises.map(({ id }) => id), remises.map(({ le }) => le)],
  );
}

/** Counts one failed attempt. Without a next date the delivery is dead: kept, shown, replayed when someone decides it. */
export async function noterEchec(
  database: Querier,
  livraison: { id: string; tentative: number; echec: string; prochaineLe: Date | undefined },
): Promise<void> {
  await database.query(
    `UPDATE hub.livraison
     SET tentatives = tentatives + 1, dernier_echec = $3, prochaine_le = coalesce($4, prochaine_le),
         etat = CASE WHEN $4::timestamptz IS NULL THEN 'MORTE' ELSE etat END
     WHERE id = $1 AND etat = 'EN_ATTENTE' AND tentatives = $2`,
    [livraison.id, livraison.tentative, livraison.echec, livraison.prochaineLe ?? null],
  );
}

/** Leaves the push to others for a while without counting an attempt. */
export async function ajourner(database: Querier, id: string, prochaineLe: Date): Promise<void> {
  await database.query(`UPDATE hub.livraison SET prochaine_le = $2 WHERE id = $1 AND etat = 'EN_ATTENTE'`, [
    id,
    prochaineLe,
  ]);
}

/** A recipient answers again: what was put aside, and never tried, is due. Retries keep their own dates. */
export async function rappeler(database: Querier, destinataire: string, now: Date): Promise<void> {
  await database.query(
    `UPDATE hub.livraison SET prochaine_le = $2
     WHERE etat = 'EN_ATTENTE' AND canal IS NULL AND destinataire = $1 AND tentatives = 0 AND prochaine_le > $2`,
    [destinataire, now],
  );
}

/** The webhook went away since the relay looked: the line waits in the inbox. */
export async function laisserEnBoite(database: Querier, id: string): Promise<void> {
  await database.query(`UPDATE hub.livraison SET canal = 'BOITE' WHERE id = $1 AND etat = 'EN_ATTENTE'`, [id]);
}

/**
 * First pull of these lines by their recipient: they are handed over, including those whose push had died. Lines already handed
 * over once keep the date of that first time.
 * @returns the lines that this pull settled.
 */
export async function marquerRemises(
  tx: Querier,
  destinataire: string,
  ids: readonly string[],
  now: Date,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<{ id: string }>(
    `UPDATE hub.livraison SET etat = 'REMISE', canal = 'BOITE', remise_le = coalesce(remise_le, $3)
     WHERE id = ANY($1::uuid[]) AND destinataire = $2 AND etat IN ('EN_ATTENTE', 'MORTE')
     RETURNING id`,
    [ids, destinataire, now],
  );
  return rows.map(({ id }) => id);
}
