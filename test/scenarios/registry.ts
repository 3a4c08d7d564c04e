import { leDefenseurSaisit } from './defenseur';
import { laFileEstVidee } from './file-videe';
import { leMemeEnvoiRepete, lHopitalInterroge, unCollegeTransmet, uneUaiFausse } from './information-preoccupante';
import { leParquetNotifie, personneNAccuse } from './mesure-urgente';
import type { Scenario } from './scenario';

/** In the order in which the demo plays them. */
export const SCENARIOS: readonly Scenario[] = [
  unCollegeTransmet,
  leMemeEnvoiRepete,
  leParquetNotifie,
  personneNAccuse,
  leDefenseurSaisit,
  lHopitalInterroge,
  uneUaiFausse,
  laFileEstVidee,
];
