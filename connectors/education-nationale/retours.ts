import { documentCsv } from '../csv';
import { lignesDe, type VoieSortante } from '../sortant';

const QUERY = `query ($first: Int!, $after: String) { mesTransmissions(first: $first, after: $after) {
  edges { node { reference transmiseLe recueLe retour { code message envoyeLe } echeance { dateLimite } } }
  pageInfo { hasNextPage endCursor }
} }`;
const COLONNES = ['reference', 'transmise_le', 'recue_le', 'retour', 'message', 'envoye_le', 'attendu_avant_le'];

interface Transmission {
  readonly reference: string;
  readonly transmiseLe: string;
  readonly recueLe: string;
  readonly retour: { readonly code: string; readonly message: string; readonly envoyeLe: string } | null;
  readonly echeance: { readonly dateLimite: string } | null;
}

/** What became of what a school or a DSDEN transmitted (CASF L226-5), for those without software. */
export const retoursEducation: VoieSortante = {
  ...{ nom: 'education-retours', roles: ['college', 'dsden'], chemin: '/education/retours' },
  ...{ query: QUERY, champ: 'mesTransmissions' },
  ecrire: (donnees) =>
    documentCsv(
      'retours.csv',
      'hub-retours-csv/1',
      COLONNES,
      (lignesDe(donnees) as unknown as Transmission[]).map(({ reference, transmiseLe, recueLe, retour, echeance }) => [
        ...[reference, transmiseLe, recueLe, retour?.code, retour?.message, retour?.envoyeLe],
        retour ? '' : echeance?.dateLimite,
      ]),
    ),
};
