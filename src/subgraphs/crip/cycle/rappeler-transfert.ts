import { defineAct } from '../../../act';
import { refus } from '../../../domain/errors';
import { rappeler, verrouillerTransfert } from '../../../platform/transferts/sortants';
import { isUuid } from '../../../published/connection';
import { avancement, type Avancement } from './avancement';
import { verrouillerEnTransit } from './avancer';
import type { ActeSurInformationInput } from './cycle.input';
import { informationTransferee } from './information-transferee';

/** The CRIP calls its file back while the other hub cannot have opened it: nothing was lost here, nothing stays there. */
export const rappelerTransfert = defineAct<ActeSurInformationInput, Avancement>({
  name: 'rappelerTransfert',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
  },
  perform: async (tx, { informationId }, contexte) => {
    const { actor, now } = contexte;
    const transfert = isUuid(informationId)
      ? await verrouillerTransfert(tx, informationId, actor.territoire)
      : undefined;
    const information = await verrouillerEnTransit(tx, informationId, contexte);
    if (!transfert || transfert.id !== information.transitId)
      throw refus(['informationId'], 'ETAT_INCOMPATIBLE', 'aucun transfert de cette information n’est en cours.');
    if (transfert.confirmeLe !== null)
      throw refus(
        ['informationId'],
        'TRANSFERT_EN_COURS',
        'le transfert est confirmé : l’autre hub peut avoir ouvert le dossier, et sa réponse seule y met fin.',
      );
    await rappeler(tx, transfert.id, 'RAPPELE', now);
    await informationTransferee.release(tx, transfert.id);
    return {
      reponse: avancement(information, information.etat, now),
      ecritures: [],
      evenements: [],
      objet: [
        { type: 'InformationPreoccupante', id: information.id },
        { type: 'Transfert', id: transfert.id },
      ],
    };
  },
});
