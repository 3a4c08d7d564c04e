import { retrancherDuree } from '../../src/domain/calendar';
import { estMajeur, majorite } from '../../src/domain/minorite';
import { appelDuneVoisine } from './cycle-envois';
import { ENREGISTRER_INFORMATION } from './cycle-operations';
import { enfant, fiche } from './envois';
import { TRANSMETTRE } from './operations';

/** How whoever was born that day is known to the CRIP: as a minor, were it years ago. */
export function connuMineur(dateNaissance: string) {
  const lEnfant = { enfant: { ...enfant(), dateNaissance } };
  if (!estMajeur(dateNaissance, new Date().toISOString().slice(0, 10)))
    return { qui: 'college', query: TRANSMETTRE, input: fiche(lEnfant) } as const;
  const recueLe = `${retrancherDuree(majorite(dateNaissance), { jours: 1 })}T11:00:00Z`;
  return { qui: 'crip', query: ENREGISTRER_INFORMATION, input: appelDuneVoisine({ ...lEnfant, recueLe }) } as const;
}
