import { defineAct } from '../../../act';
import { MOTIFS_SANS_RETOUR } from '../../../domain/retours';
import { ecrire } from '../../../platform/database';
import { cloreEcheances } from '../../../platform/echeances';
import { verrouiller } from './avancer';
import { avancement, type Avancement } from './avancement';
import { TransitionRow } from './cycle.entity';
import type { EcarterRetourInput } from './cycle.input';
import { exigerRetourSurDemande } from './exiger-retour';

/** Nothing is told to whoever asked, for one of the reasons of CASF D226-2-8: kept in the history, the clock is closed. */
export const ecarterRetour = defineAct<EcarterRetourInput, Avancement>({
  name: 'ecarterRetour',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
  },
  perform: async (tx, { informationId, motif }, contexte) => {
    const { actor, newId, now } = contexte;
    const information = await verrouiller(tx, informationId, contexte);
    exigerRetourSurDemande(information);
    const { id, etat } = information;
    await cloreEcheances(tx, id, ['A3'], now, 'SANS_OBJET');
    const pas = { de: etat, vers: etat, acte: 'ecarterRetour', par: actor.institution, le: now };
    return {
      reponse: avancement(information, etat, now),
      ecritures: [
        ecrire(
          TransitionRow,
          { id: newId(), informationId: id, ...pas, motif: MOTIFS_SANS_RETOUR[motif] },
          information.enfantId,
        ),
      ],
      evenements: [],
      objet: { type: 'InformationPreoccupante', id },
    };
  },
});
