import { mutation } from './cycle-operations';

const CHAMPS =
  'id enfantId regle finConservation premierLe dernierLe etat listeeLe visa viseeLe motifRefus reproposerLe proposeeLe decideeLe';
const ELIMINATIONS_RENDUES = `eliminations { ${CHAMPS} }`;

export const VISER_ELIMINATION = mutation('viserElimination', 'ViserEliminationInput', ELIMINATIONS_RENDUES);
export const PROPOSER_ELIMINATION = mutation('proposerElimination', 'ProposerEliminationInput', ELIMINATIONS_RENDUES);
export const DECIDER_ELIMINATION = mutation('deciderElimination', 'DeciderEliminationInput', ELIMINATIONS_RENDUES);
export const ELIMINATIONS = /* GraphQL */ `
  query Eliminations($first: Int, $after: String) {
    eliminations(first: $first, after: $after) {
      edges {
        cursor
        node {
          ${CHAMPS}
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
export const APERCU_ELIMINATION = /* GraphQL */ `
  query Apercu($ids: [ID!]!) {
    apercuElimination(ids: $ids) {
      table
      lignes
    }
  }
`;
export const DOSSIERS_ARCHIVES = /* GraphQL */ `
  query Archives($first: Int, $after: String) {
    dossiersArchives(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          regle
          archiveLe
          finActive
          regleFinale
          finConservation
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
