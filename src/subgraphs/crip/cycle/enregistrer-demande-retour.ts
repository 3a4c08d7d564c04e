import { defineAct } from '../../../act';
import { RefusError } from '../../../domain/errors';
import { ouvrirEcheance } from '../../../platform/echeances';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { verrouiller } from './avancer';
import type { EnregistrerDemandeRetourInput } from './cycle.input';
import { exigerRetourSurDemande } from './exiger-retour';

/** A person who did not transmit in its profession asks what became of it: three months from the request (L226-5 al. 2). */
export const enregistrerDemandeRetour = defineAct<EnregistrerDemandeRetourInput, AccuseReception>({
  name: 'enregistrerDemandeRetour',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, demandeLe }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.passe(['demandeLe'], demandeLe);
    c.depart(['demandeLe'], demandeLe, 'A3');
  },
  perform: async (tx, { informationId, demandeLe }, contexte) => {
    const { newId, now, empreinte } = contexte;
    const information = await verrouiller(tx, informationId, contexte);
    exigerRetourSurDemande(information);
    const { id, reference, collectivite, recueLe } = information;
    const depart = new Date(demandeLe);
    if (depart < recueLe)
      throw new RefusError([
        {
          path: ['demandeLe'],
          code: 'DATE_INVALIDE',
          message: "demandeLe : la demande ne peut pas précéder la réception de l'information.",
        },
      ]);
    const enCours = `SELECT 1 FROM hub.echeance WHERE sujet_id = $1 AND regle = 'A3' AND etat = 'OUVERTE'`;
    if ((await tx.query(enCours, [id])).length > 0)
      throw new RefusError([
        {
          path: ['informationId'],
          code: 'DEJA_FAIT',
          message: 'informationId : une demande de retour est déjà enregistrée, et son délai court.',
        },
      ]);
    const retour = ouvrirEcheance(newId, { regle: 'A3', sujetId: id, depart, collectivite, now });
    return {
      reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [retour.publiee] },
      ecritures: [retour.ecriture],
      evenements: [],
      objet: { type: 'InformationPreoccupante', id },
    };
  },
});
