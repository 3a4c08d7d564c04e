import { evenementDuHub, LOT_MEDIA_TYPE, lotDuHub } from '../hub-env/evenement-du-hub';
import type { Objet } from '../json';
import { lignesDe, type VoieSortante } from '../sortant';

const QUERY = `query ($first: Int!, $after: String) { mesTransmissions(first: $first, after: $after) {
  edges { node { id reference transmiseLe recueLe retour { code message envoyeLe } echeance { dateLimite } } }
  pageInfo { hasNextPage endCursor }
} }`;

/** What became of what the 119 transmitted: the département has three months to say so (CASF L226-5). */
export const suites: VoieSortante = {
  ...{ nom: 'snated-suites', roles: ['snated'], chemin: '/snated/suites', signe: true },
  ...{ query: QUERY, champ: 'mesTransmissions' },
  ecrire: (donnees) => ({
    type: LOT_MEDIA_TYPE,
    corps: lotDuHub(lignesDe(donnees).map(evenementDe)),
  }),
};

function evenementDe(ligne: Objet): Objet {
  const { id, reference, transmiseLe, recueLe, retour, echeance } = ligne as unknown as {
    id: string;
    reference: string;
    transmiseLe: string;
    recueLe: string;
    retour: { code: string; message: string; envoyeLe: string } | null;
    echeance: { dateLimite: string } | null;
  };
  const avant = echeance?.dateLimite ?? null;
  const data = { reference, transmiseLe, recueLe, retour, retourAttenduAvantLe: retour ? null : avant };
  const time = retour?.envoyeLe ?? recueLe;
  return evenementDuHub({
    sujet: id,
    type: 'fr.passerelle-enfance.snated.suites.v1',
    time,
    destinataire: 'SNATED',
    data,
  });
}
