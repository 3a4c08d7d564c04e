import { forme, MEDIA_TYPE } from '../hub-env/enveloppe';
import { evenementDuHub } from '../hub-env/evenement-du-hub';
import type { VoieSortante } from '../sortant';

const QUERY = `query ($id: ID!) { saisineDefenseur(id: $id) {
  id reference type collectivite transmiseLe etat delaiReponseJours reponse { reponse reponduePar repondueLe }
} }`;

/** Where a request for explanations is, and the answer of the département (LO 2011-333 art. 18, 21). */
export const reponseALaSaisine: VoieSortante = {
  ...{ nom: 'defenseur-reponse', roles: ['defenseur'], chemin: '/defenseur/saisines/:id', signe: true },
  ...{ query: QUERY, champ: 'saisineDefenseur' },
  ecrire: (donnees) => {
    const { id, ...data } = donnees as { id: string; transmiseLe: string; reponse: { repondueLe: string } | null };
    const type = 'fr.passerelle-enfance.defenseur.reponse.v1';
    const time = data.reponse?.repondueLe ?? data.transmiseLe;
    return { type: MEDIA_TYPE, corps: forme(evenementDuHub({ id, type, time, destinataire: 'DDD', data })) };
  },
};
