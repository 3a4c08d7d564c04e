import { demander } from './demander';

/** An element is missing to qualify, or to evaluate (CASF L226-2-2). */
export const demanderComplement = demander('demanderComplement', 'COMPLEMENT');
