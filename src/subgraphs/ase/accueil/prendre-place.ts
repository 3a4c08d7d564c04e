import { obstacleAccueil } from '../../../domain/agrements';
import type { Jour } from '../../../domain/calendar';
import type { Tx } from '../../../platform/database';
import { refus } from '../mesures/verrouiller-mesure';
import { verrouillerLieu } from './verrouiller-lieu';

export interface PlaceVoulue {
  readonly lieuId: string;
  readonly collectivite: string;
  readonly le: Jour;
  /** One of the law's emergency cases: taken in all the same, and flagged. */
  readonly urgence: boolean;
}

/**
 * Takes one place, under the lock of the place: of two acts that want the last one, one is refused.
 * @throws HubError `NOT_FOUND` @throws RefusError naming the article.
 */
export async function prendrePlace(tx: Tx, voulue: PlaceVoulue): Promise<{ sansAgrementUrgence: boolean }> {
  const { lieuId, collectivite, le, urgence } = voulue;
  const lieu = await verrouillerLieu(tx, lieuId, collectivite);
  const [compte] = await tx.query<{ prises: number }>(
    `SELECT count(*)::int prises FROM ase.mesure WHERE lieu_id = $1 AND etat = 'EN_COURS'`,
    [lieuId],
  );
  const obstacle = obstacleAccueil(lieu, { capacite: lieu.capacite, prises: compte?.prises ?? 0 }, le);
  if (obstacle !== null && !urgence) throw refus(['lieuId'], 'ARTICLE_CONTRAIRE', obstacle);
  return { sansAgrementUrgence: obstacle !== null };
}
