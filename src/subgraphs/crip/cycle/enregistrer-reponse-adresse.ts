import { defineAct } from '../../../act';
import { refus } from '../../../domain/errors';
import type { Caisse } from '../../../domain/suites';
import { ecrire } from '../../../platform/database';
import { cloreEcheances } from '../../../platform/echeances';
import type { EnregistrerReponseAdresseInput } from './adresse.input';
import { avancement, type Avancement } from './avancement';
import { verrouiller } from './avancer';
import { caissesAttendues, NOMS_CAISSES } from './caisses-attendues';
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
  perform: async (tx, { informationId, caisse, connue, recueLe }, contexte) => {
    const { actor, newId, now } = contexte;
    const information = await verrouiller(tx, informationId, contexte);
    const { id, etat, enfantId } = information;
    const debiteur = exigerAttendue(await caissesAttendues(tx, id), caisse ?? null);
    await cloreEcheances(tx, id, ['A7'], new Date(recueLe), 'TENUE', { debiteur });
    const motif = connue
      ? `Adresse communiquée par ${NOMS_CAISSES[debiteur]}`
      : `Adresse inconnue de ${NOMS_CAISSES[debiteur]}`;
    const pas = { informationId: id, de: etat, vers: etat, acte: 'enregistrerReponseAdresse', par: actor.institution };
    return {
      reponse: avancement(information, etat, now),
      ecritures: [ecrire(TransitionRow, { id: newId(), ...pas, motif, le: now }, enfantId)],
      evenements: [],
      objet: { type: 'InformationPreoccupante', id },
    };
  },
});

/** Whose answer it is. @throws RefusError when nobody's is awaited, or when two are and none is named */
function exigerAttendue(attendues: readonly (Caisse | '')[], caisse: Caisse | null): Caisse | '' {
  const [seule] = attendues;
  if (seule === undefined)
    throw refus(
      'informationId',
      'ETAT_INCOMPATIBLE',
      "aucune demande d'adresse n'attend de réponse (demanderAdresse).",
    );
  if (seule === '') return seule;
  if (caisse === null && attendues.length > 1)
    throw refus('caisse', 'CHAMP_REQUIS', 'la CPAM et la CAF sont interrogées : indiquez celle qui répond.');
  if (caisse !== null && !attendues.includes(caisse))
    throw refus(
      'caisse',
      'ETAT_INCOMPATIBLE',
      `aucune réponse de ${NOMS_CAISSES[caisse]} n'est attendue (demanderAdresse).`,
    );
  return caisse ?? seule;
}
