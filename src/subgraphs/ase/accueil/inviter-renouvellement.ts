import { defineAct } from '../../../act';
import { RAPPEL_RENOUVELLEMENT } from '../../../domain/agrements';
import { retrancherDuree } from '../../../domain/calendar';
import { controlerEpoque } from '../../../domain/controle';
import { refus } from '../../../domain/errors';
import { cloreEcheances } from '../../../platform/echeances';
import { midi } from '../mesures/inscrire-mesure';
import type { InviterRenouvellementInput } from './agrement.input';
import { lieuChange, verrouillerPour, type LieuChange } from './verrouiller-lieu';

/** The département has written to the foster carer, in the last year of the agrément, that it is to be renewed (D421-19). */
export const inviterRenouvellement = defineAct<InviterRenouvellementInput, LieuChange>({
  name: 'inviterRenouvellement',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, ecritLe }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    controlerEpoque(c, ['ecritLe'], ecritLe);
  },
  perform: async (tx, { lieuId, ecritLe }, contexte) => {
    const { lieu } = await verrouillerPour(tx, 'inviterRenouvellement', lieuId, contexte);
    const debut = lieu.valideAu === null ? null : retrancherDuree(lieu.valideAu, RAPPEL_RENOUVELLEMENT);
    if (debut !== null && ecritLe < debut)
      throw refus(
        ['ecritLe'],
        'ARTICLE_CONTRAIRE',
        `la personne est invitée dans la dernière année de l'agrément, à partir du ${debut} (CASF D421-19).`,
      );
    if ((await cloreEcheances(tx, lieu.id, ['A13_RENOUVELLEMENT'], midi(ecritLe), 'TENUE')) === 0)
      throw refus(['lieuId'], 'ETAT_INCOMPATIBLE', "aucun renouvellement n'est à préparer ici (CASF D421-19).");
    return lieuChange(lieu.id);
  },
});
