import { collectiviteAse } from '../../../domain/collectivites';
import { regleMesure } from '../../../domain/mesures-ase';
import type { Tx } from '../../../platform/database';
import type { Contexte, Suite } from '../../../registres';
import { cloreToutes } from '../mesures/terminer-mesures';
import { changee, type Mesure } from '../mesures/verrouiller-mesure';
import type { DossierTransfere } from './dossier';

const TERMINER = `UPDATE ase.mesure SET etat = 'TERMINEE', terminee_le = $2, motif_fin = $3 WHERE id = $1`;

/** The measure ends at the origin, its place is free, nothing more is due there but what it still has to tell. */
export async function quitter(
  tx: Tx,
  mesure: Mesure,
  { vers }: Pick<DossierTransfere, 'vers'>,
  { now }: Contexte,
): Promise<Suite> {
  const { base } = regleMesure(mesure.nature);
  const article = base === 'judiciaire' ? 'R221-5-3' : 'R221-5-2';
  const motif = `Transférée à la collectivité où vit la famille : ${collectiviteAse(vers)?.nom ?? vers} (CASF L221-3, ${article})`;
  await tx.query(TERMINER, [mesure.id, now, motif]);
  await cloreToutes(tx, [mesure.id], now);
  return { ecritures: [], evenements: changee(mesure).evenements };
}
