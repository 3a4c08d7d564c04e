import { defineAct } from '../../../act';
import { refus } from '../../../domain/errors';
import { rappeler, verrouillerTransfert } from '../../../platform/transferts/sortants';
import { isUuid } from '../../../published/connection';
import { changee, verrouillerMesure, type MesureChangee } from '../mesures/verrouiller-mesure';
import { mesureTransferee } from './mesure-transferee';
import type { RappelerTransfertDossierInput } from './transfert.input';

/** The ASE calls its measure back while the other hub cannot have opened it (decision 0030): it goes on here, as it was. */
export const rappelerTransfertDossier = defineAct<RappelerTransfertDossierInput, MesureChangee>({
  name: 'rappelerTransfertDossier',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
  },
  perform: async (tx, { mesureId }, contexte) => {
    const { actor, now } = contexte;
    const transfert = isUuid(mesureId) ? await verrouillerTransfert(tx, mesureId, actor.territoire) : undefined;
    const mesure = await verrouillerMesure(tx, mesureId, contexte, { enTransit: true });
    if (!transfert || transfert.id !== mesure.transitId)
      throw refus(['mesureId'], 'ETAT_INCOMPATIBLE', 'aucun transfert de cette mesure n’est en cours.');
    if (transfert.confirmeLe !== null)
      throw refus(
        ['mesureId'],
        'TRANSFERT_EN_COURS',
        'le transfert est confirmé : l’autre hub peut avoir ouvert le dossier, et sa réponse seule y met fin.',
      );
    await rappeler(tx, transfert.id, 'RAPPELE', now);
    await mesureTransferee.release(tx, transfert.id);
    return {
      ...changee(mesure),
      ecritures: [],
      objet: [
        { type: 'Mesure', id: mesure.id },
        { type: 'Transfert', id: transfert.id },
      ],
    };
  },
});
