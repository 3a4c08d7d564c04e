import { HUB } from './fhir/systemes';
import { FHIR_JSON } from './fhir/bilan';
import type { Objet } from '../json';
import { lignesDe, type VoieSortante } from '../sortant';

const QUERY = `query ($first: Int!, $after: String) { mesTransmissions(first: $first, after: $after) {
  edges { node { id reference transmiseLe retour { code message envoyeLe } } }
  pageInfo { hasNextPage endCursor }
} }`;

interface Transmission {
  readonly id: string;
  readonly reference: string;
  readonly transmiseLe: string;
  readonly retour: { readonly code: string; readonly message: string; readonly envoyeLe: string } | null;
}

/** What became of what a hospital transmitted (CASF L226-5): a searchset of Communications, one per information. */
export const retoursHopital: VoieSortante = {
  ...{ nom: 'hopital-retours', roles: ['hopital'], chemin: '/fhir/Communication' },
  ...{ query: QUERY, champ: 'mesTransmissions' },
  ecrire: (donnees, { suite }) => {
    const lues = lignesDe(donnees) as unknown as Transmission[];
    const bundle = {
      ...{ resourceType: 'Bundle', type: 'searchset' },
      ...(suite === undefined ? {} : { link: [{ relation: 'next', url: suite }] }),
      entry: lues.map((lue) => ({ fullUrl: `urn:uuid:${lue.id}`, resource: communicationDe(lue) })),
    };
    return { type: FHIR_JSON, corps: JSON.stringify(bundle) };
  },
};

/** Nothing was sent back yet: `in-progress`, and no payload. */
function communicationDe({ id, reference, retour }: Transmission): Objet {
  return {
    ...{ resourceType: 'Communication', id },
    identifier: [{ system: HUB.reference, value: reference }],
    status: retour ? 'completed' : 'in-progress',
    ...(retour
      ? {
          sent: retour.envoyeLe,
          reasonCode: [{ coding: [{ system: HUB.retour, code: retour.code }] }],
          payload: [{ contentString: retour.message }],
        }
      : {}),
  };
}
