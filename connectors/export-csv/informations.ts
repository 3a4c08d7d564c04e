import { documentCsv } from '../csv';
import { lignesDe, type VoieSortante } from '../sortant';

const QUERY = `query ($first: Int!, $after: String) { informationsPreoccupantes(first: $first, after: $after) {
  edges { node {
    reference recueLe etat urgence naturePrincipale collectivite
    enfant { nomNaissance prenoms sexe dateNaissance ageApproximatif }
    emetteur { typeInstitution nom }
  } }
  pageInfo { hasNextPage endCursor }
} }`;
const COLONNES = [
  ...['reference', 'recue_le', 'etat', 'urgence', 'nature_principale', 'collectivite'],
  ...['nom_naissance', 'prenoms', 'sexe', 'date_naissance', 'age_approximatif', 'emetteur_type', 'emetteur_nom'],
];

interface Information {
  readonly reference: string;
  readonly recueLe: string;
  readonly etat: string | null;
  readonly urgence: string;
  readonly naturePrincipale: string;
  readonly collectivite: string;
  readonly enfant: Readonly<Record<string, unknown>> | null;
  readonly emetteur: { readonly typeInstitution: string; readonly nom: string } | null;
}

/** The informations that a CRIP or an ASE without software may read, a line each (CASF L226-3). Withheld cells are empty. */
export const exportInformations: VoieSortante = {
  ...{ nom: 'export-informations', roles: ['crip', 'ase'], chemin: '/export/informations' },
  ...{ query: QUERY, champ: 'informationsPreoccupantes' },
  ecrire: (donnees) =>
    documentCsv(
      'informations-preoccupantes.csv',
      'hub-informations-csv/1',
      COLONNES,
      (lignesDe(donnees) as unknown as Information[]).map(({ enfant, emetteur, ...ip }) => [
        ...[ip.reference, ip.recueLe, ip.etat, ip.urgence, ip.naturePrincipale, ip.collectivite],
        ...['nomNaissance', 'prenoms', 'sexe', 'dateNaissance', 'ageApproximatif'].map((champ) => enfant?.[champ]),
        ...[emetteur?.typeInstitution, emetteur?.nom],
      ]),
    ),
};
