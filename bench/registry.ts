import type { Bench } from './bench';
import { confiance } from './confiance';
import { echeances } from './echeances';
import { intake } from './intake';

/** Every benchmark: a file and a line here. */
export const BENCHES: readonly Bench[] = [confiance, echeances, intake];
