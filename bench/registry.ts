import type { Bench } from './bench';
import { confiance } from './confiance';
import { echeances } from './echeances';
import { federation } from './federation';
import { federationReal } from './federation-real';
import { fhir } from './fhir';
import { growth } from './growth';
import { intake } from './intake';
import { matching } from './matching';
import { matchingLookup } from './matching-lookup';
import { memory } from './memory';
import { relay } from './relay';
import { replicas } from './replicas';
import { start } from './start';
import { urgent } from './urgent';

/** Every benchmark: a file and a line here. */
export const BENCHES: readonly Bench[] = [
  confiance,
  echeances,
  federation,
  federationReal,
  fhir,
  growth,
  intake,
  matching,
  matchingLookup,
  memory,
  relay,
  replicas,
  start,
  urgent,
];
