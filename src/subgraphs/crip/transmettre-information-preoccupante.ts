import { defineAct } from '../../act';
import type { Role } from '../../auth/actor';
import type { RegimeRetour } from '../../domain/retours';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { collectiviteDe } from './collectivite-de-la-fiche';
import { controlerFiche } from './controler-fiche';
import type { TransmettreInformationPreoccupanteInput as Fiche } from './information-preoccupante.input';
import { recevoirFiche } from './recevoir-fiche';

const REGIMES: Partial<Readonly<Record<Role, RegimeRetour>>> = { snated: 'SERVICE_119', defenseur: 'AUCUN' };

/**
 * A professional sends an information préoccupante to the CRIP of the child's collectivité (CASF L226-2-1, R226-2-2);
 * the 119, what it collected and its appraisal (L226-6); the Défenseur des droits, what the protection of a child
 * requires (LO 2011-333 art. 35).
 */
export const transmettreInformationPreoccupante = defineAct<Fiche, AccuseReception>({
  name: 'transmettreInformationPreoccupante',
  roles: ['college', 'dsden', 'hopital', 'snated', 'defenseur'],
  scope: 'ip:transmettre',
  controler: controlerFiche,
  perform: (tx, fiche, contexte) => {
    const { actor, now } = contexte;
    const regime = REGIMES[actor.role] ?? 'PROFESSIONNEL';
    const collectivite = collectiviteDe(fiche);
    return recevoirFiche(tx, fiche, { collectivite, recueLe: now, canal: 'HUB', regime }, contexte);
  },
});
