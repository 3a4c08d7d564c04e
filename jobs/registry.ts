import type { HubJobDefinition } from './job';
import { balayerPreuves } from './balayer-preuves';
import { livrer } from './livrer';
import { surveillerEcheances } from './surveiller-echeances';
import { surveillerEscalades } from './surveiller-escalades';
import { lecturesMassives } from './surveiller-lectures';
import { surveillerMajorites } from './surveiller-majorites';
import { surveillerObservatoire } from './surveiller-observatoire';

/** Every job of the hub: a file and a line here. */
export const JOBS: readonly HubJobDefinition[] = [
  livrer,
  surveillerEcheances,
  surveillerEscalades,
  surveillerMajorites,
  balayerPreuves,
  lecturesMassives,
  surveillerObservatoire,
];
