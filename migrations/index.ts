import { Platform1700000000001 } from './0001-platform';
import { LivraisonAPousser1700000000010 } from './0010-livraison-a-pousser';

/** In order. A file that has landed is never edited: a change is a new file. */
export const MIGRATIONS = [Platform1700000000001, LivraisonAPousser1700000000010];
