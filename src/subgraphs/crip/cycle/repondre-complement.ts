import { repondrePar } from './repondre';

/** The missing element, given by the institution that was asked (CASF L226-2-2). */
export const repondreComplement = repondrePar('repondreComplement', 'COMPLEMENT');
