import type { HubJobDefinition } from './job';
import { balayerPreuves } from './balayer-preuves';
import { conserverDossiers } from './conserver-dossiers';
import { livrer } from './livrer';
import { purgerLesEchus } from './purger-echus';
import { surveillerEcheances } from './surveiller-echeances';
import { surveillerEscalades } from './surveiller-escalades';
import { lecturesMassives } from './surveiller-lectures';
import { surveillerMajorites } from './surveiller-majorites';

/** Every job of the hub: a file and a line here. */
export const JOBS: readonly HubJobDefinition[] = [
  livrer,
  surveillerEcheances,
  surveillerEscalades,
  surveillerMajorites,
  balayerPreuves,
  lecturesMassives,
  conserverDossiers,
  purgerLesEchus,
];
