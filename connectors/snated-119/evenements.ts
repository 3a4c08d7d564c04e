import { voieHubEnv } from '../hub-env/voie';
import { lireCompteRendu, ouDansLeCompteRendu } from './compte-rendu';

/** What the 119 (SNATED) sends: the compte rendu of a call (CASF L226-6). */
export const evenementsSnated = voieHubEnv({
  nom: 'snated-evenements',
  roles: ['snated'],
  chemin: '/snated/evenements',
  types: {
    'fr.passerelle-enfance.snated.compte-rendu-appel.v1': {
      acte: 'transmettreInformationPreoccupante',
      lire: lireCompteRendu,
      ou: ouDansLeCompteRendu,
    },
  },
});
