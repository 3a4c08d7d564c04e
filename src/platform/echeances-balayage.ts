import { LIGNES_ECHEANCE } from '../domain/deadlines';
import { destinataires, EVENEMENTS, type TypeEvenement } from '../domain/events';
import type { Database, Tx } from './database';
import { DEPASSEE } from './echeances-calcul';
import { SEAU_SQL } from './echeances-retard';
import { exigerRaccordement, lireRaccordees } from './raccordement';

const LOT = 1_000;
const EXTINCTIVES = [...new Set(LIGNES_ECHEANCE.filter(({ extinctif }) => extinctif).map(({ regle }) => regle))];

export interface Balayage {
  readonly now: Date;
  readonly newId: () => string;
  /** Ends between two batches; what is left is due at the next pass. */
  readonly signal?: AbortSignal;
  readonly lot?: number;
}

interface Due {
  readonly id: string;
  /** Rank, from 1, of the latest level that is due: those overtaken meanwhile say nothing any more. */
  readonly rang: number;
  readonly palier: string;
  readonly collectivite: string;
  readonly avertie: string | null;
}

const DUES = `
  SELECT id, rang, paliers[rang] AS palier, collectivite, avertie FROM (
    SELECT *, (SELECT count(*)::int FROM unnest(alertes) AS a(le) WHERE a.le <= $1) AS rang
    FROM hub.echeance WHERE etat = 'OUVERTE' AND prochaine_alerte_le <= $1
    ORDER BY prochaine_alerte_le LIMIT $2 FOR UPDATE SKIP LOCKED
  ) due`;

/**
 * Sets the next level, closes at its term what leaves nothing due, and counts how late this one came: what was opened
 * late could not be told before.
 */
const TIRER = `
  WITH prises AS (
    UPDATE hub.echeance e SET prochaine_alerte_le = alertes[rang + 1],
      etat = CASE WHEN rang = cardinality(alertes) AND regle = ANY($4) THEN 'CLOSE' ELSE etat END,
      close_le = CASE WHEN rang = cardinality(alertes) AND regle = ANY($4) THEN limite_le END
    FROM unnest($2::uuid[], $3::int[]) AS due(id, rang) WHERE e.id = due.id
    RETURNING e.id, paliers[rang] AS palier, alertes[rang] AS prevue_le,
      greatest(extract(epoch FROM $1 - greatest(alertes[rang], ouverte_le))::float8, 0) AS secondes
  ), retards AS (
    INSERT INTO hub.retard_echeance AS r (seau, nombre, secondes)
    SELECT ${SEAU_SQL} AS seau, count(*), sum(secondes) FROM prises GROUP BY 1 ORDER BY 1
    ON CONFLICT (seau) DO UPDATE SET nombre = r.nombre + EXCLUDED.nombre, secondes = r.secondes + EXCLUDED.secondes
  )
  INSERT INTO hub.alerte_echeance (echeance_id, palier, prevue_le, le)
  SELECT id, palier, prevue_le, $1 FROM prises ON CONFLICT DO NOTHING RETURNING echeance_id AS id`;

const DIRE = `
  WITH evenements AS (
    INSERT INTO hub.evenement (id, type, sujet_id, le)
    SELECT id, type, sujet_id, $1 FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS e(id, type, sujet_id)
  )
  INSERT INTO hub.livraison (id, evenement_id, destinataire, priorite, etat, tentatives, prochaine_le)
  SELECT id, evenement_id, destinataire, priorite, 'EN_ATTENTE', 0, $1
  FROM unnest($5::uuid[], $6::uuid[], $7::text[], $8::smallint[]) AS l(id, evenement_id, destinataire, priorite)`;

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
  const ids = dues.map(({ id }) => id);
  const ranges = dues.map(({ rang }) => rang);
  const tirees = new Set((await tx.query<{ id: string }>(TIRER, [now, ids, ranges, EXTINCTIVES])).map(({ id }) => id));
  await dire(
    tx,
    dues.filter(({ id }) => tirees.has(id)),
    { now, newId },
  );
  return { prises: dues.length, tirees: tirees.size };
}

async function dire(tx: Tx, tirees: readonly Due[], { now, newId }: Balayage): Promise<void> {
  const evenements = tirees.map(({ id, palier, collectivite, avertie }) => {
    const type: TypeEvenement = palier === DEPASSEE ? 'echeance.depassee' : 'echeance.proche';
    const portee = { collectivite, ...(avertie === null ? {} : { destinataire: avertie }) };
    return { id: newId(), type, sujetId: id, portee };
  });
  const joignables = await exigerRaccordement(tx, evenements, {}, lireRaccordees);
  const livraisons = evenements.flatMap(({ id, type, portee }) =>
    destinataires(type, portee)
      .filter((destinataire) => joignables.has(destinataire))
      .map((destinataire) => ({ id: newId(), evenementId: id, destinataire, priorite: EVENEMENTS[type].priorite })),
  );
  await tx.query(DIRE, [
    now,
    evenements.map(({ id }) => id),
    evenements.map(({ type }) => type),
    evenements.map(({ sujetId }) => sujetId),
    livraisons.map(({ id }) => id),
    livraisons.map(({ evenementId }) => evenementId),
    livraisons.map(({ destinataire }) => destinataire),
    livraisons.map(({ priorite }) => priorite),
  ]);
}
