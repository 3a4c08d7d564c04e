import { defineAct } from '../../../act';
import { refus } from '../../../domain/errors';
import type { Caisse } from '../../../domain/suites';
import { cloreEcheances } from '../../../platform/echeances';
import type { EnregistrerReponseAdresseInput } from './adresse.input';
import { avancement, type Avancement } from './avancement';
import { caissesAttendues, NOMS_CAISSES } from './caisses-attendues';
import { controlerDossier, noter, verrouillerDossier } from './dossier-cherche';

/** What the CPAM or the CAF answered. An address in another collectivité is a reason to hand the file over. */
export const enregistrerReponseAdresse = defineAct<EnregistrerReponseAdresseInput, Avancement | null>({
  name: 'enregistrerReponseAdresse',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, input) => {
    c.longueur(['idempotencyKey'], input.idempotencyKey);
    controlerDossier(c, input);
    c.passe(['recueLe'], input.recueLe);
  },
  perform: async (tx, input, contexte) => {
    const { caisse, connue, recueLe } = input;
    const dossier = await verrouillerDossier(tx, input, contexte);
    const { id, type, information, evenements } = dossier;
    const attendues = await caissesAttendues(tx, id);
    const debiteur = exigerAttendue(attendues, caisse ?? null, information === null ? 'mesureId' : 'informationId');
    await cloreEcheances(tx, id, ['A7'], new Date(recueLe), 'TENUE', { debiteur });
    const motif = connue
      ? `Adresse communiquée par ${NOMS_CAISSES[debiteur]}`
      : `Adresse inconnue de ${NOMS_CAISSES[debiteur]}`;
    return {
      reponse: information && avancement(information, information.etat, contexte.now),
      ecritures: noter(dossier, { acte: 'enregistrerReponseAdresse', motif }, contexte),
      evenements,
      objet: { type, id },
    };
  },
});

/** Whose answer it is. @throws RefusError when nobody's is awaited, or when two are and none is named */
function exigerAttendue(
  attendues: readonly (Caisse | '')[],
  caisse: Caisse | null,
  champ: 'informationId' | 'mesureId',
): Caisse | '' {
  const [seule] = attendues;
  if (seule === undefined)
    throw refus(champ, 'ETAT_INCOMPATIBLE', "aucune demande d'adresse n'attend de réponse (demanderAdresse).");
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
