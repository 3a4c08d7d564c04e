import type { Caisse } from '../../../domain/suites';
import type { Tx } from '../../../platform/database';

const ATTENDUES = `
  SELECT debiteur FROM hub.echeance WHERE sujet_id = $1 AND regle = 'A7' AND etat = 'OUVERTE' ORDER BY debiteur`;

/** As a sentence calls them; empty: asked before each had its own clock. */
export const NOMS_CAISSES: Readonly<Record<Caisse | '', string>> = {
  CPAM: 'la CPAM',
  CAF: 'la CAF',
  '': 'la caisse',
};

/** Who still owes its answer about this family's address (A7). */
export async function caissesAttendues(tx: Tx, informationId: string): Promise<(Caisse | '')[]> {
  const rows = await tx.query<{ debiteur: Caisse | '' }>(ATTENDUES, [informationId]);
  return rows.map(({ debiteur }) => debiteur);
}
