import { destinataires, EVENEMENTS, type TypeEvenement } from '../domain/events';
import type { Database, Tx } from './database';
import { DEPASSEE } from './echeances-calcul';
import { seauDe } from './echeances-retard';

const LOT = 1_000;

export interface Balayage {
  readonly now: Date;
  readonly newId: () => string;
  /** Ends between two batches; what is left is due at the next pass. */
  readonly signal?: AbortSignal;
  readonly lot?: number;
}

interface Due {
  readonly id: string;
  readonly collectivite: string;
  readonly avertie: string | null;
  readonly alertes: readonly Date[];
  readonly paliers: readonly string[];
  readonly ouverteLe: Date;
}

const DUES = `
  SELECT id, collectivite, avertie, alertes, paliers, ouverte_le "ouverteLe" FROM hub.echeance
  WHERE etat = 'OUVERTE' AND prochaine_alerte_le <= $1 ORDER BY prochaine_alerte_le LIMIT $2 FOR UPDATE SKIP LOCKED`;

/** One statement per batch: what is told, to whom, when to speak next, and how late this came. */
const TIRER = `
  WITH lot AS (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::uuid[], $6::text[])
      AS l(echeance_id, palier, prevue_le, suivante_le, evenement_id, type)
  ), suite AS (
    UPDATE hub.echeance e SET prochaine_alerte_le = lot.suivante_le FROM lot WHERE e.id = lot.echeance_id
  ), tirees AS (
    INSERT INTO hub.alerte_echeance (echeance_id, palier, prevue_le, le)
    SELECT echeance_id, palier, prevue_le, $12 FROM lot
    ON CONFLICT DO NOTHING RETURNING echeance_id
  ), evenements AS (
    INSERT INTO hub.evenement (id, type, sujet_id, le)
    SELECT evenement_id, type, echeance_id, $12 FROM lot JOIN tirees USING (echeance_id)
  ), livraisons AS (
    INSERT INTO hub.livraison (id, evenement_id, destinataire, priorite, etat, tentatives, prochaine_le)
    SELECT l.id, l.evenement_id, l.destinataire, l.priorite, 'EN_ATTENTE', 0, $12
    FROM unnest($7::uuid[], $8::uuid[], $9::text[], $10::smallint[]) AS l(id, evenement_id, destinataire, priorite)
    JOIN lot USING (evenement_id) JOIN tirees USING (echeance_id)
  ), retards AS (
    INSERT INTO hub.retard_echeance AS r (seau, nombre, secondes)
    SELECT seau, count(*), sum(secondes)
    FROM unnest($11::text[], $13::float8[]) AS l(seau, secondes) GROUP BY seau ORDER BY seau
    ON CONFLICT (seau) DO UPDATE SET nombre = r.nombre + EXCLUDED.nombre, secondes = r.secondes + EXCLUDED.secondes
  )
  SELECT count(*)::int AS tirees FROM tirees`;

/**
 * Warns whoever is bound by every deadline that comes near, and tells once that it is past. Each level of each deadline
 * fires once, whoever sweeps and however often; after an outage only the latest one does. @returns how many fired.
 */
export async function balayerEcheances(database: Database, balayage: Balayage): Promise<number> {
  const { signal, lot = LOT } = balayage;
  let total = 0;
  while (signal?.aborted !== true) {
    const { prises, tirees } = await database.transaction((tx) => balayerUnLot(tx, balayage, lot));
    total += tirees;
    if (prises < lot) break;
  }
  return total;
}

async function balayerUnLot(
  tx: Tx,
  { now, newId }: Balayage,
  lot: number,
): Promise<{ prises: number; tirees: number }> {
  const dues = await tx.query<Due>(DUES, [now, lot]);
  if (dues.length === 0) return { prises: 0, tirees: 0 };
  const alertes = dues.map((due) => ({ ...alerteDe(due, now), evenementId: newId() }));
  const lignes = alertes.flatMap(({ type, evenementId, due: { collectivite, avertie } }) =>
    destinataires(type, { collectivite, ...(avertie === null ? {} : { destinataire: avertie }) }).map(
      (destinataire) => ({ id: newId(), evenementId, destinataire, priorite: EVENEMENTS[type].priorite }),
    ),
  );
  const [reponse] = await tx.query<{ tirees: number }>(TIRER, [
    dues.map(({ id }) => id),
    alertes.map(({ palier }) => palier),
    alertes.map(({ prevueLe }) => prevueLe),
    alertes.map(({ suivanteLe }) => suivanteLe),
    alertes.map(({ evenementId }) => evenementId),
    alertes.map(({ type }) => type),
    lignes.map(({ id }) => id),
    lignes.map(({ evenementId }) => evenementId),
    lignes.map(({ destinataire }) => destinataire),
    lignes.map(({ priorite }) => priorite),
    alertes.map(({ secondes }) => seauDe(secondes)),
    now,
    alertes.map(({ secondes }) => secondes),
  ]);
  return { prises: dues.length, tirees: reponse?.tirees ?? 0 };
}

interface Alerte {
  readonly due: Due;
  readonly palier: string;
  readonly type: TypeEvenement;
  readonly prevueLe: Date;
  readonly suivanteLe: Date | null;
  readonly secondes: number;
}

/** The latest level that is due: those overtaken meanwhile say nothing any more. */
function alerteDe(due: Due, now: Date): Alerte {
  const { alertes, paliers, ouverteLe } = due;
  const rang = alertes.findLastIndex((le) => le <= now);
  const palier = paliers[rang];
  const prevueLe = alertes[rang];
  if (palier === undefined || prevueLe === undefined) throw new Error(`deadline ${due.id} is due without an alert`);
  // A deadline opened late could not be told before.
  const possibleLe = Math.max(prevueLe.getTime(), ouverteLe.getTime());
  return {
    ...{ due, palier, prevueLe, suivanteLe: alertes[rang + 1] ?? null },
    type: palier === DEPASSEE ? 'echeance.depassee' : 'echeance.proche',
    secondes: Math.max(now.getTime() - possibleLe, 0) / 1_000,
  };
}
