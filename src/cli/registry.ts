import { commandeCles } from './cles';
import { commandeCoffre } from './coffre';
import type { Commande } from './command';
import { commandeEcheance } from './echeance';
import { commandeEmetteur } from './emetteur';
import { commandeEtablissements } from './etablissements';
import { commandeHubs } from './hubs';
import { commandeJournal } from './journal';
import { commandeLivraisons } from './livraisons';
import { commandeMessages } from './messages';
import { commandeMigrer } from './migrer';
import { commandeOlinpe } from './olinpe';
import { commandeOperations } from './operations';
import { commandePartner } from './partner';
import { commandeRapprochement } from './rapprochement';
import { commandeTransferts } from './transferts';
import { commandePseudonymes } from './pseudonymes';
import { commandeVerify } from './verify';

/** Adding a command is adding its line. */
export const COMMANDES: readonly Commande[] = [
  commandeCles,
  commandeCoffre,
  commandeEcheance,
  commandeEmetteur,
  commandeEtablissements,
  commandeHubs,
  commandeJournal,
  commandeLivraisons,
  commandeMessages,
  commandeMigrer,
  commandeOlinpe,
  commandeOperations,
  commandePartner,
  commandeRapprochement,
  commandeTransferts,
  commandePseudonymes,
  commandeVerify,
];
