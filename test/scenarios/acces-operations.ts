import { mutation } from './cycle-operations';

const DEMANDE = 'demande { id enfantId qualite recueLe limiteLe retenues protegee etat decideeLe }';

export const INSTRUIRE_ACCES = mutation('instruireAcces', 'InstruireAccesInput', DEMANDE);
export const DECIDER_ACCES = mutation('deciderAcces', 'DeciderAccesInput', DEMANDE);
export const DEMANDES_ACCES = /* GraphQL */ `
  query DemandesAcces($first: Int, $after: String) {
    demandesAcces(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          enfantId
          qualite
          recueLe
          limiteLe
          retenues
          protegee
          etat
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
export const ACCES_COMMUNIQUE = /* GraphQL */ `
  query AccesCommunique($id: ID!, $apres: String) {
    accesCommunique(demandeId: $id, apres: $apres) {
      etat
      lignes {
        rubrique
        le
        donnees {
          intitule
          valeur
        }
      }
      retenu {
        rubrique
        base
      }
      suite
    }
  }
`;
