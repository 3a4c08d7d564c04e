import { defineAct } from '../../../act';
import { RefusError } from '../../../domain/errors';
import { ecrire } from '../../../platform/database';
import { cloreEcheances } from '../../../platform/echeances';
import type { EnregistrerReponseAdresseInput } from './adresse.input';
import { avancement, type Avancement } from './avancement';
import { verrouiller } from './avancer';
import { TransitionRow } from './cycle.entity';

/** What the CPAM or the CAF answered. An address in another collectivité is a reason to hand the information over. */
export const enregistrerReponseAdresse = defineAct<EnregistrerReponseAdresseInput, Avancement>({
  name: 'enregistrerReponseAdresse',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, recueLe }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.passe(['recueLe'], recueLe);
  },
  perform: async (tx, { informationId, connue, recueLe }, contexte) => {
    const { actor, newId, now } = contexte;
    const information = await verrouiller(tx, informationId, contexte);
    const { id, etat, enfantId } = information;
    if ((await cloreEcheances(tx, id, ['A7'], new Date(recueLe), 'TENUE')) === 0)
      throw new RefusError([
        {
          path: ['informationId'],
          code: 'ETAT_INCOMPATIBLE',
          message: "informationId : aucune demande d'adresse n'attend de réponse (demanderAdresse).",
        },
      ]);
    const motif = connue ? 'Adresse communiquée' : 'Adresse inconnue de la caisse';
    const pas = { informationId: id, de: etat, vers: etat, acte: 'enregistrerReponseAdresse', par: actor.institution };
    return {
      reponse: avancement(information, etat, now),
      ecritures: [ecrire(TransitionRow, { id: newId(), ...pas, motif, le: now }, enfantId)],
      evenements: [],
      objet: { type: 'InformationPreoccupante', id },
    };
  },
});
