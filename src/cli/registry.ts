import type { Commande } from './command';
import { commandeEcheance } from './echeance';

/** Adding a command is adding its line. */
export const COMMANDES: readonly Commande[] = [commandeEcheance];
