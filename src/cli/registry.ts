import type { Commande } from './command';
import { commandeEcheance } from './echeance';
import { commandeEmetteur } from './emetteur';
import { commandeLivraisons } from './livraisons';
import { commandeOperations } from './operations';

/** Adding a command is adding its line. */
export const COMMANDES: readonly Commande[] = [
  commandeEcheance,
  commandeEmetteur,
  commandeLivraisons,
  commandeOperations,
];
