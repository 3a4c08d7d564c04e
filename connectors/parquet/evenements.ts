import { COLLECTIVITE_DESTINATAIRE, type Enveloppe } from '../hub-env/enveloppe';
import { voieHubEnv } from '../hub-env/voie';

/** The court is that of the sender; the collectivité, when the child's address does not say it, is the addressee. */
const commun = {
  tj: (_: Enveloppe, institution: string) => institution,
  collectivite: COLLECTIVITE_DESTINATAIRE,
};
const attributs = { tj: 'source', collectivite: 'destinataire' };

/** What a parquet des mineurs sends from its own software. `data` has the fields of the act (schema/api.graphql). */
export const evenementsParquet = voieHubEnv({
  nom: 'parquet-evenements',
  roles: ['parquet'],
  chemin: '/justice/evenements',
  types: {
    // C. civ. 375-5 al. 2 and last.
    'fr.passerelle-enfance.justice.mesure-urgente.v1': { acte: 'notifierMesureUrgente', champs: commun, attributs },
    // CASF L226-4, D226-2-6.
    'fr.passerelle-enfance.justice.soit-transmis.v1': { acte: 'transmettreSoitTransmis', champs: commun, attributs },
    // CASF L226-4 I.
    'fr.passerelle-enfance.justice.avis-suites.v1': { acte: 'enregistrerSuites' },
    // C. civ. 375-5 al. 2, CPC 1184 al. 3. The judge may be of another court (COJ D251-1): `data.tj` names it.
    'fr.passerelle-enfance.justice.requete-je.v1': { acte: 'saisirJugeDesEnfants' },
  },
});
