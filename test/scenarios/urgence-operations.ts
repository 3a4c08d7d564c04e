export const OUVRIR_EN_URGENCE = /* GraphQL */ `
  mutation Ouvrir($input: OuvrirEnUrgenceInput!) {
    ouvrirEnUrgence(input: $input) {
      acces {
        id
        jusquAu
        collectivite
        enfantId
        enfant {
          id
        }
      }
      userErrors {
        code
        path
        message
      }
    }
  }
`;

export const REVOIR_ACCES = /* GraphQL */ `
  mutation Revoir($input: RevoirAccesInput!) {
    revoirAcces(input: $input) {
      acces {
        id
        revue {
          par
          conclusion
        }
      }
      userErrors {
        code
        path
        message
      }
    }
  }
`;
