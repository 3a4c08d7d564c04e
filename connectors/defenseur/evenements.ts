import { COLLECTIVITE_DESTINATAIRE } from '../hub-env/enveloppe';
import { voieHubEnv } from '../hub-env/voie';

/** What the Défenseur des droits, défenseur des enfants, sends. `data` has the fields of the act (schema/api.graphql). */
export const evenementsDefenseur = voieHubEnv({
  nom: 'defenseur-evenements',
  roles: ['defenseur'],
  chemin: '/defenseur/evenements',
  types: {
    // LO 2011-333 art. 35: what the protection of a child requires, he brings before who can protect it.
    'fr.passerelle-enfance.defenseur.information.v1': { acte: 'transmettreInformationPreoccupante' },
    // LO 2011-333 art. 18, 20, 25: he asks for explanations, within the delay that he fixes.
    'fr.passerelle-enfance.defenseur.demande-explications.v1': {
      acte: 'transmettreSaisineDefenseur',
      champs: { type: () => 'DEMANDE_EXPLICATIONS', collectivite: COLLECTIVITE_DESTINATAIRE },
      attributs: { type: 'type', collectivite: 'destinataire' },
    },
  },
});
