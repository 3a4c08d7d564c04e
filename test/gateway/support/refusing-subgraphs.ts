import { GraphQLError } from 'graphql';
import { subgraphFromSdl } from '../../../src/gateway/subgraph';

/** Two subgraphs that refuse in every place where a field can be refused. */
export const refus = (message: string) => new GraphQLError(message, { extensions: { code: 'ACCES_REFUSE' } });

export const refusingSubgraphs = () => {
  const a = subgraphFromSdl({
    name: 'a',
    typeDefs: /* GraphQL */ `
      type Query {
        enfants: [Enfant]!
        enfant: Enfant
        casse: Enfant
        strict: Strict
      }
      type Strict {
        enfant: Enfant!
      }
      type Enfant @key(fields: "id") {
        id: ID!
        nom: String
        secret: String
        exige: String!
      }
    `,
    resolvers: {
      Query: {
        enfants: () => ['1', '2', '3'].map((id) => ({ id, nom: `nom ${id}` })),
        enfant: () => ({ id: '1', nom: 'nom 1' }),
        casse: () => {
          throw refus('Racine refusée.');
        },
        strict: () => ({ enfant: { id: '1' } }),
      },
      Enfant: {
        secret: () => {
          throw refus('Champ refusé.');
        },
        exige: ({ id }: { id: string }) => {
          if (id === '2') throw refus('Champ exigé refusé.');
          return id;
        },
      },
    },
    references: { Enfant: (representations: readonly object[]) => representations },
  });
  const b = subgraphFromSdl({
    name: 'b',
    typeDefs: /* GraphQL */ `
      type Enfant @key(fields: "id") {
        id: ID!
        mesure: String
        ecole: Ecole
        obligatoire: String!
        liste: [String]
      }
      type Ecole {
        nom: String!
      }
    `,
    resolvers: {
      Enfant: {
        mesure: ({ id }: { id: string }) => {
          if (id === '1') throw refus('Mesure refusée.');
          return `mesure ${id}`;
        },
        ecole: ({ id }: { id: string }) => ({ id }),
        obligatoire: () => {
          throw refus('Obligatoire refusé.');
        },
        liste: () => ['x', refus('Élément refusé.'), 'z'],
      },
      Ecole: {
        nom: ({ id }: { id: string }) => {
          if (id === '1') throw refus('École refusée.');
          return `école ${id}`;
        },
      },
    },
    references: {
      Enfant: (representations: readonly { id: string }[]) =>
        Promise.resolve(
          representations.map((enfant) =>
            enfant.id === '3' ? null : enfant.id === '2' ? refus('Enfant refusé.') : enfant,
          ),
        ),
    },
  });
  return [a, b];
};
