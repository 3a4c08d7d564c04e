import { mutation } from './cycle-operations';

const ELIMINATION = 'elimination { id enfantId visa finConservation etat proposeeLe decideeLe }';

export const PROPOSER_ELIMINATION = mutation('proposerElimination', 'ProposerEliminationInput', ELIMINATION);
export const DECIDER_ELIMINATION = mutation('deciderElimination', 'DeciderEliminationInput', ELIMINATION);
export const ELIMINATIONS = /* GraphQL */ `
  query Eliminations($first: Int, $after: String) {
    eliminations(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          enfantId
          visa
          finConservation
          etat
          proposeeLe
          decideeLe
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
