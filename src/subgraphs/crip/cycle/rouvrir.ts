import { passageMotive } from './passage';

/** A new element makes the CRIP read again what it had not qualified (CASF D226-2-3 IV 3°). */
export const rouvrir = passageMotive('rouvrir');
