import { obstacleCommission } from '../../../domain/agrements';
import type { Jour } from '../../../domain/calendar';
import { refus } from '../../../domain/errors';
import type { Tx } from '../../../platform/database';
import type { Lieu } from './verrouiller-lieu';

/**
 * An agrément in force is withdrawn or restricted on the opinion of the commission, each opinion serving once (CASF
 * L421-6). @throws RefusError naming what is missing.
 */
export async function exigerCommission(tx: Tx, lieu: Lieu, le: Jour, now: Date): Promise<void> {
  const [commission = null] = await tx.query<{ id: string; reunionLe: Jour; suivie: boolean }>(
    `SELECT id, reunion_le::text "reunionLe", suivie_le IS NOT NULL suivie FROM ase.commission_agrement
     WHERE lieu_id = $1 ORDER BY id DESC LIMIT 1`,
    [lieu.id],
  );
  const obstacle = obstacleCommission(lieu, commission, le);
  if (obstacle !== null) throw refus(['lieuId'], 'ARTICLE_CONTRAIRE', obstacle);
  await tx.query('UPDATE ase.commission_agrement SET suivie_le = $2 WHERE id = $1 AND suivie_le IS NULL', [
    commission?.id ?? null,
    now,
  ]);
}
