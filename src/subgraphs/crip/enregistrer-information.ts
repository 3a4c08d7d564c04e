import { defineAct } from '../../act';
import { regimeDuType } from '../../domain/retours';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { controlerFiche } from './controler-fiche';
import type { EnregistrerInformationInput } from './enregistrer-information.input';
import { recevoirFiche } from './recevoir-fiche';

/** The CRIP records what reached it outside the hub: a call, a letter, a visit, from whoever it is (CASF L226-3). */
export const enregistrerInformation = defineAct<EnregistrerInformationInput, AccuseReception>({
  name: 'enregistrerInformation',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, input, actor) => {
    controlerFiche(c, input, actor);
    const { canal, recueLe, transmiseLe } = input;
    if (canal === 'HUB')
      c.refuser(['canal'], 'VALEUR_INVALIDE', 'canal : ce qui arrive par le hub y est déjà enregistré.');
    c.passe(['recueLe'], recueLe);
    c.depart(['recueLe'], recueLe, 'A1');
    if (transmiseLe && new Date(transmiseLe) > new Date(recueLe))
      c.refuser(['transmiseLe'], 'DATE_INVALIDE', "transmiseLe : l'envoi ne peut pas suivre la réception.");
  },
  perform: (tx, input, contexte) => {
    const { canal, recueLe, ...fiche } = input;
    const regime = regimeDuType(fiche.emetteur.typeInstitution);
    const collectivite = contexte.actor.territoire ?? '';
    return recevoirFiche(tx, fiche, { collectivite, recueLe: new Date(recueLe), canal, regime }, contexte);
  },
});
