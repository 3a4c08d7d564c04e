import { obstacleAccueil } from '../../../domain/agrements';
import type { Jour } from '../../../domain/calendar';
import { refus } from '../../../domain/errors';
import type { Tx } from '../../../platform/database';
import { verrouillerLieu } from './verrouiller-lieu';

/** SQL: a place is taken by the child who lives there, and kept for the one who is to come. */
export function placesPrises(lieu: string, maintenant: string, sauf = 'NULL'): string {
  return `(SELECT count(*)::int FROM ase.mesure m WHERE m.etat = 'EN_COURS' AND m.id IS DISTINCT FROM ${sauf}::uuid
    AND (m.lieu_prevu_id = ${lieu}::uuid
      OR m.lieu_id = ${lieu}::uuid AND (m.lieu_prevu_le IS NULL OR m.lieu_prevu_le > ${maintenant}::timestamptz)))`;
}

export interface PlaceVoulue {
  readonly lieuId: string;
  readonly collectivite: string;
  readonly le: Jour;
  readonly now: Date;
  /** The measure that takes it, when it is in progress: it does not stand in its own way. */
  readonly mesureId?: string;
  /** One of the law's emergency cases: taken in all the same, and flagged. */
  readonly urgence: boolean;
}

/**
 * Takes one place, under the lock of the place: of two acts that want the last one, one is refused.
 * @throws HubError `NOT_FOUND` @throws RefusError naming the article.
 */
export async function prendrePlace(tx: Tx, voulue: PlaceVoulue): Promise<{ sansAgrementUrgence: boolean }> {
  const { lieuId, collectivite, le, now, mesureId = null, urgence } = voulue;
  const lieu = await verrouillerLieu(tx, lieuId, collectivite);
  const [compte] = await tx.query<{ prises: number }>(`SELECT ${placesPrises('$1', '$2', '$3')} prises`, [
    lieuId,
    now,
    mesureId,
  ]);
  const obstacle = obstacleAccueil(lieu, { capacite: lieu.capacite, prises: compte?.prises ?? 0 }, le);
  if (obstacle !== null && !urgence) throw refus(['lieuId'], 'ARTICLE_CONTRAIRE', obstacle);
  return { sansAgrementUrgence: obstacle !== null };
}
