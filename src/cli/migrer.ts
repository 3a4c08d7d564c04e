import { mettreAJour } from '../bases';
import { ouvrirCoffre } from '../ouvrir-coffre';
import { clesEnfants } from '../platform/secret/cles-enfants';
import { decouper } from './arguments';
import { ErreurUsage, type Commande } from './command';
import { configuration } from './ouvrir-base';

const AIDE = `Usage : npm run -s hub -- migrer

Met à jour les schémas de la base, et y crée le compte de l'application s'il manque.

  DATABASE_OWNER_URL   le propriétaire des schémas : lui seul en a le droit
  DATABASE_URL         le compte de l'application, membre des rôles hub_app et hub_file, et rien de plus
  COFFRE_CLES          les clés du coffre, pour sceller ce qui aurait été écrit en clair

Codes de sortie : 0 à jour, 1 la base n'a pas répondu, 2 mauvais usage.
`;

/** `hub -- migrer`: what the owner does before the hub starts in production, where the hub itself owns nothing. */
export const commandeMigrer: Commande = {
  nom: 'migrer',
  resume: 'met à jour les schémas de la base, en tant que leur propriétaire',
  aide: AIDE,
  executer: async (args) => {
    const { positionals } = decouper(args, {});
    if (positionals.length > 0) throw new ErreurUsage('migrer ne prend pas d’argument. Voir --help.');
    const config = configuration();
    const { DATABASE_OWNER_URL, DATABASE_URL } = config;
    if (DATABASE_OWNER_URL === undefined || DATABASE_URL === undefined)
      throw new ErreurUsage('DATABASE_OWNER_URL et DATABASE_URL sont attendues. Voir --help.');
    await mettreAJour(DATABASE_OWNER_URL, DATABASE_URL, clesEnfants(await ouvrirCoffre(config)));
    return 'La base est à jour.\n';
  },
};
