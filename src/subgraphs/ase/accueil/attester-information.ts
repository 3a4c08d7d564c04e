import { defineAct } from '../../../act';
import { controlerEpoque } from '../../../domain/controle';
import { INFORMATIONS_DUES } from '../../../domain/accueil-urgence';
import { refus } from '../../../domain/errors';
import { cloreEcheances } from '../../../platform/echeances';
import { changee, verrouillerMesure, type MesureChangee } from '../mesures/verrouiller-mesure';
import type { AttesterInformationInput } from './urgence.input';

const DATER = {
  PARENTS: 'UPDATE ase.mesure SET parents_informes_le = $2 WHERE id = $1',
  // Seized, it decides what follows the intake.
  AUTORITE_JUDICIAIRE: 'UPDATE ase.mesure SET autorite_saisie_le = $2, terme = NULL WHERE id = $1',
  PROCUREUR: null,
  JUGE: null,
} as const;

/** Told or seized outside the hub, by someone of the ASE who says when: the clocks that waited for it are met. */
export const attesterInformation = defineAct<AttesterInformationInput, MesureChangee>({
  name: 'attesterInformation',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, le }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    controlerEpoque(c, ['le'], le);
  },
  perform: async (tx, { mesureId, destinataire, le }, contexte) => {
    const mesure = await verrouillerMesure(tx, mesureId, contexte, { terminee: true });
    const { libelle, article, regles } = INFORMATIONS_DUES[destinataire];
    const quand = new Date(le);
    if ((await cloreEcheances(tx, mesure.id, regles, quand, 'TENUE')) === 0)
      throw refus(['destinataire'], 'ETAT_INCOMPATIBLE', `rien de tel n'est attendu ici : ${libelle} (${article}).`);
    const dater = DATER[destinataire];
    if (dater !== null) await tx.query(dater, [mesure.id, quand]);
    return { ...changee(mesure), ecritures: [] };
  },
});
