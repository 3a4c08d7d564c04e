import { estHorsHoraires, type Horaires } from '../../../domain/horaires';
import type { Tx } from '../../../platform/database';

/** Whether what is received now arrives while the CRIP is closed. */
export async function receptionHorsHoraires(tx: Tx, collectivite: string, now: Date): Promise<boolean> {
  const [propres] = await tx.query<Horaires>(
    'SELECT jours, ouverture, fermeture FROM crip.horaires WHERE collectivite = $1',
    [collectivite],
  );
  return estHorsHoraires(now, collectivite, propres);
}
