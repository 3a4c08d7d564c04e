import { defineAct } from '../../act';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { collectiviteDe } from './collectivite-de-la-fiche';
import { controlerFiche } from './controler-fiche';
import type { TransmettreInformationPreoccupanteInput as Fiche } from './information-preoccupante.input';
import { recevoirFiche } from './recevoir-fiche';

/**
 * A professional sends an information préoccupante to the CRIP of the child's collectivité (CASF L226-2-1, R226-2-2);
 * the 119, what it collected and its appraisal (L226-6).
 */
export const transmettreInformationPreoccupante = defineAct<Fiche, AccuseReception>({
  name: 'transmettreInformationPreoccupante',
  roles: ['college', 'dsden', 'hopital', 'snated'],
  scope: 'ip:transmettre',
  controler: controlerFiche,
  perform: (tx, fiche, contexte) => {
    const { actor, now } = contexte;
    const regime = actor.role === 'snated' ? 'SERVICE_119' : 'PROFESSIONNEL';
    const collectivite = collectiviteDe(fiche);
    return recevoirFiche(tx, fiche, { collectivite, recueLe: now, canal: 'HUB', regime }, contexte);
  },
});
