import { defineAct } from '../../../act';
import { refus } from '../../../domain/errors';
import { estOuverte, ETATS_INFORMATION } from '../../../domain/lifecycle';
import { ecrire } from '../../../platform/database';
import { ouvrirEcheance } from '../../../platform/echeances';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import type { DemanderAdresseInput } from './adresse.input';
import { verrouiller } from './avancer';
import { caissesAttendues, NOMS_CAISSES } from './caisses-attendues';
import { TransitionRow } from './cycle.entity';

/** A family has left without saying where: the CPAM, the CAF or each of them answers within ten days (A7, CASF L226-3-2). */
export const demanderAdresse = defineAct<DemanderAdresseInput, AccuseReception>({
  name: 'demanderAdresse',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, caisses, recueLe }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.passe(['recueLe'], recueLe);
    c.depart(['recueLe'], recueLe, 'A7');
    if (caisses.length === 0) c.refuser(['caisses'], 'CHAMP_REQUIS', 'caisses : indiquez la CPAM, la CAF ou les deux.');
  },
  perform: async (tx, { informationId, caisses, recueLe }, contexte) => {
    const { actor, newId, now, empreinte } = contexte;
    const information = await verrouiller(tx, informationId, contexte);
    const { id, reference, collectivite, etat, enfantId } = information;
    const depart = new Date(recueLe);
    if (!estOuverte(etat))
      throw refus('informationId', 'ETAT_INCOMPATIBLE', `l'information est à l'état « ${ETATS_INFORMATION[etat]} ».`);
    if (depart < information.recueLe)
      throw refus('recueLe', 'DATE_INVALIDE', "la demande précède la réception de l'information.");
    const interrogees = [...new Set(caisses)];
    const attendues = await caissesAttendues(tx, id);
    const deja = attendues.find((une) => une === '' || interrogees.includes(une));
    if (deja !== undefined)
      throw refus('caisses', 'DEJA_FAIT', `la réponse de ${NOMS_CAISSES[deja]} est déjà attendue.`);
    const reponses = interrogees.map((debiteur) =>
      ouvrirEcheance(newId, { regle: 'A7', debiteur, sujetId: id, depart, collectivite, now }),
    );
    const motif = interrogees.join(', ');
    const pas = { informationId: id, de: etat, vers: etat, acte: 'demanderAdresse', par: actor.institution, motif };
    return {
      reponse: {
        id,
        reference,
        recueLe: now.toISOString(),
        empreinte,
        echeances: reponses.map(({ publiee }) => publiee),
      },
      ecritures: [
        ...reponses.map(({ ecriture }) => ecriture),
        ecrire(TransitionRow, { id: newId(), ...pas, le: now }, enfantId),
      ],
      evenements: [],
      objet: { type: 'InformationPreoccupante', id },
    };
  },
});
