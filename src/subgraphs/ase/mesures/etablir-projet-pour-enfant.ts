import { defineAct } from '../../../act';
import { controlerEpoque } from '../../../domain/controle';
import { regleMesure } from '../../../domain/mesures-ase';
import { refus } from '../../../domain/errors';
import type { Tx } from '../../../platform/database';
import { cloreEcheances } from '../../../platform/echeances';
import type { EtablirProjetPourEnfantInput } from './mesure.input';
import { changee, verrouillerMesure, type Mesure, type MesureChangee } from './verrouiller-mesure';

/** The projet pour l'enfant is established, or brought up to date with a report (CASF L223-1-1, D223-12): A6 is met. */
export const etablirProjetPourEnfant = defineAct<EtablirProjetPourEnfantInput, MesureChangee>({
  name: 'etablirProjetPourEnfant',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, etabliLe }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    controlerEpoque(c, ['etabliLe'], etabliLe);
  },
  perform: async (tx, { mesureId, etabliLe }, contexte) => {
    const mesure = await verrouillerMesure(tx, mesureId, contexte);
    await etablirProjet(tx, mesure, new Date(etabliLe));
    return { ...changee(mesure), ecritures: [] };
  },
});

export async function etablirProjet(tx: Tx, { id, nature }: Mesure, le: Date): Promise<void> {
  const { projet, article } = regleMesure(nature);
  if (!projet)
    throw refus(
      ['mesureId'],
      'ETAT_INCOMPATIBLE',
      `aucun projet pour l'enfant n'est dû pour cette mesure (${article}).`,
    );
  await cloreEcheances(tx, id, ['A6'], le, 'TENUE');
  await tx.query('UPDATE ase.mesure SET projet_etabli_le = $2 WHERE id = $1', [id, le]);
}
