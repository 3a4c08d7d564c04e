import { passage } from './passage';

/** The first analysis says that it is an information préoccupante (CASF R226-2-2, D226-2-4 I). */
export const qualifier = passage('qualifier');
