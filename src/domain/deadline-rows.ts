import { LIGNES_ACCUEIL } from './deadline-rows-accueil';
import { LIGNES_DUREES } from './deadline-rows-durees';
import { LIGNES_DEFENSEUR, LIGNES_HUB, LIGNES_INFORMATION } from './deadline-rows-information';
import { LIGNES_MESURES } from './deadline-rows-mesures';
import { LIGNES_PROCEDURE } from './deadline-rows-procedure';
import { LIGNES_SUIVI } from './deadline-rows-suivi';
import { LIGNES_URGENCE } from './deadline-rows-urgence';
import type { LigneEcheance } from './deadline-types';

export * from './deadline-actes';
export * from './deadline-types';

/** The rows as a lawyer reads them: one family, one table. */
export const FAMILLES_ECHEANCE: readonly { readonly titre: string; readonly lignes: readonly LigneEcheance[] }[] = [
  { titre: 'Information préoccupante', lignes: LIGNES_INFORMATION },
  { titre: 'Accueil et mesures administratives', lignes: LIGNES_ACCUEIL },
  { titre: 'Suivi de l’enfant, jeunes majeurs, mineurs non accompagnés, agréments', lignes: LIGNES_SUIVI },
  { titre: 'Urgence et mesures judiciaires provisoires', lignes: LIGNES_URGENCE },
  { titre: 'Mesures d’assistance éducative', lignes: [...LIGNES_DUREES, ...LIGNES_MESURES] },
  { titre: 'Audience, notification et appel', lignes: LIGNES_PROCEDURE },
  { titre: 'Défenseur des droits', lignes: LIGNES_DEFENSEUR },
  { titre: 'Ce que le hub se demande à lui-même', lignes: LIGNES_HUB },
];

/** Every row of every rule; several rows of one rule when the law changed. */
export const LIGNES_ECHEANCE: readonly LigneEcheance[] = FAMILLES_ECHEANCE.flatMap(({ lignes }) => lignes);
