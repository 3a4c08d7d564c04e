import { forme, MEDIA_TYPE } from '../hub-env/enveloppe';
import { evenementDuHub } from '../hub-env/evenement-du-hub';
import type { VoieSortante } from '../sortant';

const QUERY = `query ($id: ID!) { saisineDefenseur(id: $id) {
  id reference type collectivite transmiseLe etat delaiReponseJours
  reponse { reponse reponduePar repondueLe pieces { id intitule type taille empreinte } }
} }`;

interface Saisine {
  readonly id: string;
  readonly transmiseLe: string;
  readonly reponse: { readonly repondueLe: string; readonly pieces: readonly { readonly id: string }[] | null } | null;
}

/**
 * Where a request for explanations is, and the answer of the département (LO 2011-333 art. 18, 21). Each document of it
 * is named by its SHA-256, which the signature covers, and by where it is read.
 */
export const reponseALaSaisine: VoieSortante = {
  ...{ nom: 'defenseur-reponse', roles: ['defenseur'], chemin: '/defenseur/saisines/:id', signe: true },
  ...{ query: QUERY, champ: 'saisineDefenseur' },
  ecrire: (donnees) => {
    const { id, reponse, ...saisine } = donnees as unknown as Saisine;
    const type = 'fr.passerelle-enfance.defenseur.reponse.v1';
    const pieces = reponse?.pieces?.map((piece) => ({ ...piece, chemin: `/pieces/${piece.id}` }));
    const data = { ...saisine, reponse: reponse && { ...reponse, pieces: pieces ?? [] } };
    const time = reponse?.repondueLe ?? saisine.transmiseLe;
    return { type: MEDIA_TYPE, corps: forme(evenementDuHub({ sujet: id, type, time, destinataire: 'DDD', data })) };
  },
};
