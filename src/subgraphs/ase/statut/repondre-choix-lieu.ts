import { defineAct } from '../../../act';
import { controlerEpoque } from '../../../domain/controle';
import { refus } from '../../../domain/errors';
import { cloreEcheances } from '../../../platform/echeances';
import { changee, verrouillerMesure, type MesureChangee } from '../mesures/verrouiller-mesure';
import type { RepondreChoixLieuInput } from './statut.input';
import { choixEnAttente } from './verrouiller-choix';

/** The legal representative agrees, or opposes in time (CASF L223-2 al. 6): A8 is met. */
export const repondreChoixLieu = defineAct<RepondreChoixLieuInput, MesureChangee>({
  name: 'repondreChoixLieu',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, le }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    controlerEpoque(c, ['le'], le);
  },
  perform: async (tx, input, contexte) => {
    const mesure = await verrouillerMesure(tx, input.mesureId, contexte);
    const le = new Date(input.le);
    // An answer of the last day may be recorded on the next.
    const choix = await choixEnAttente(tx, mesure, le);
    if (le < choix.envoyeLe) throw refus(['le'], 'DATE_INVALIDE', "la réponse précède l'envoi.");
    await cloreEcheances(tx, mesure.id, ['A8', 'A8_SANS_ACCUSE'], le, 'TENUE');
    await tx.query('UPDATE ase.choix_lieu SET accord = $2, repondu_le = $3 WHERE id = $1', [
      ...[choix.id, input.accord, le],
    ]);
    return { ...changee(mesure), ecritures: [] };
  },
});
