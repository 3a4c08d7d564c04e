import type { HubJobDefinition } from './job';
import { balayerPreuves } from './balayer-preuves';
import { conserverDossiers } from './conserver-dossiers';
import { livrer } from './livrer';
import { rapprocherEnfants } from './rapprocher-enfants';
import { purgerLesEchus } from './purger-echus';
import { surveillerEcheances } from './surveiller-echeances';
import { surveillerEscalades } from './surveiller-escalades';
import { lecturesMassives } from './surveiller-lectures';
import { surveillerMajorites } from './surveiller-majorites';
import { conduireTransferts } from './conduire-transferts';
import { surveillerObservatoire } from './surveiller-observatoire';

/** Every job of the hub: a file and a line here. */
export const JOBS: readonly HubJobDefinition[] = [
  livrer,
  surveillerEcheances,
  surveillerEscalades,
  surveillerMajorites,
  balayerPreuves,
  lecturesMassives,
  rapprocherEnfants,
  conduireTransferts,
  surveillerObservatoire,
  conserverDossiers,
  purgerLesEchus,
];
