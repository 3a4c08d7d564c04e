import type { Acteur } from './access-acteurs';
import type { Cellule, Ligne } from './access-cellules';
import type { Element } from './access-elements';
import { MATRICE_DECISION } from './access-matrice-decision';
import { MATRICE_ENFANT } from './access-matrice-enfant';
import { MATRICE_INFORMATION } from './access-matrice-information';

/** Actor × data element: allow, withhold or refuse, under which conditions, by which text. */
export const MATRICE: Readonly<Record<Element, Ligne>> = {
  ...MATRICE_ENFANT,
  ...MATRICE_INFORMATION,
  ...MATRICE_DECISION,
};

export function celluleDe(acteur: Acteur, element: Element): Cellule {
  return MATRICE[element][acteur];
}
