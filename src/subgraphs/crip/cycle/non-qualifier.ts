import { passageMotive } from './passage';

/** The first analysis says that it is not one; the sender is still owed its feedback (CASF L226-5). */
export const nonQualifier = passageMotive('nonQualifier');
