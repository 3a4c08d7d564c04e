import { Platform1700000000001 } from './0001-platform';

/** In order. A file that has landed is never edited: a change is a new file. */
export const MIGRATIONS = [Platform1700000000001];
