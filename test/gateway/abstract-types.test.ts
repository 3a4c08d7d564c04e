import { GraphQLError, GraphQLScalarType } from 'graphql';
import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { everyWay } from './support/three-ways';

const jour = new GraphQLScalarType({
  name: 'Jour',
  serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  parseValue: (value) => {
    if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) throw new GraphQLError('Jour invalide.');
    return new Date(value);
  },
});

const subgraphs = () => {
  const pieces = [
    { id: '1', nature: 'rapport', titre: 'Rapport', jour: new Date('2025-03-01'), pages: 3 },
    { id: '2', nature: 'photo', titre: 'Photo', jour: new Date('2025-03-02'), largeur: 640 },
  ];
  const crip = subgraphFromSdl({
    name: 'crip',
    typeDefs: /* GraphQL */ `
      scalar Jour
      enum Nature {
        ECRIT
        IMAGE
      }
      input Filtre {
        depuis: Jour = "2025-01-01"
        nature: Nature
      }
      interface Piece {
        id: ID!
        titre: String
        jour: Jour
        nature: Nature
      }
      type Rapport implements Piece @key(fields: "id") {
        id: ID!
        titre: String
        jour: Jour
        nature: Nature
        pages: Int
      }
      type Photo implements Piece @key(fields: "id") {
        id: ID!
        titre: String
        jour: Jour
        nature: Nature
        largeur: Int
      }
      union Trouvaille = Rapport | Photo | Enfant
      type Enfant @key(fields: "id") {
        id: ID!
      }
      type Query {
        pieces(filtre: Filtre): [Piece!]!
        recherche: [Trouvaille]
      }
    `,
    resolvers: {
      Jour: jour,
      Nature: { ECRIT: 'rapport', IMAGE: 'photo' },
      Piece: { __resolveType: ({ nature }: { nature: string }) => (nature === 'rapport' ? 'Rapport' : 'Photo') },
      Trouvaille: {
        __resolveType: ({ nature }: { nature?: string }) =>
          nature === undefined ? 'Enfant' : nature === 'rapport' ? 'Rapport' : 'Photo',
      },
      Query: {
        pieces: (_: unknown, { filtre }: { filtre?: { depuis: Date; nature?: string } }) =>
          pieces.filter(
            ({ jour, nature }) => !filtre || (jour >= filtre.depuis && (!filtre.nature || filtre.nature === nature)),
          ),
        recherche: () => [pieces[0], { id: '7' }, null, pieces[1]],
      },
    },
    references: {
      Rapport: (representations: readonly { id: string }[]) =>
        representations.map(({ id }) => pieces.find((piece) => piece.id === id)),
      Photo: (representations: readonly { id: string }[]) =>
        representations.map(({ id }) => pieces.find((piece) => piece.id === id)),
    },
  });
  const justice = subgraphFromSdl({
    name: 'justice',
    typeDefs: /* GraphQL */ `
      scalar Jour
      interface Cote {
        cote: String
      }
      type Rapport implements Cote @key(fields: "id") {
        id: ID!
        jour: Jour @external
        cote: String
        echeance: Jour @requires(fields: "jour")
      }
      type Photo implements Cote @key(fields: "id") {
        id: ID!
        cote: String
      }
      type Enfant @key(fields: "id") {
        id: ID!
        dossier: [Cote!]!
        prenom: String
      }
    `,
    resolvers: {
      Jour: jour,
      Rapport: {
        cote: ({ id }: { id: string }) => `R${id}`,
        echeance: ({ jour: depuis }: { jour: string }) => new Date(Date.parse(depuis) + 8 * 86_400_000),
      },
      Photo: { cote: ({ id }: { id: string }) => `P${id}` },
      Enfant: {
        prenom: ({ id }: { id: string }) => `enfant ${id}`,
        dossier: () => [
          { __typename: 'Rapport', id: '1' },
          { __typename: 'Photo', id: '2' },
        ],
      },
    },
    references: {
      Rapport: (representations: readonly object[]) => representations,
      Photo: (representations: readonly object[]) => representations,
      Enfant: (representations: readonly object[]) => representations,
    },
  });
  return [crip, justice];
};

everyWay('abstract types', subgraphs, [
  {
    title: 'resolves the fields that another subgraph adds to the members of an interface',
    query: '{ pieces { __typename titre ... on Rapport { pages cote } ... on Photo { largeur c: cote } } }',
    expected: {
      data: {
        pieces: [
          { __typename: 'Rapport', titre: 'Rapport', pages: 3, cote: 'R1' },
          { __typename: 'Photo', titre: 'Photo', largeur: 640, c: 'P2' },
        ],
      },
    },
  },
  {
    title: 'resolves the members of a union, nulls included',
    query: '{ recherche { __typename ... on Piece { titre } ... on Enfant { prenom } ... on Cote { cote } } }',
    expected: {
      data: {
        recherche: [
          { __typename: 'Rapport', titre: 'Rapport', cote: 'R1' },
          { __typename: 'Enfant', prenom: 'enfant 7' },
          null,
          { __typename: 'Photo', titre: 'Photo', cote: 'P2' },
        ],
      },
    },
  },
  {
    title: 'resolves an interface of one subgraph whose members have fields in another',
    query: '{ recherche { ... on Enfant { dossier { __typename cote ... on Piece { titre } } } } }',
    expected: {
      data: {
        recherche: [
          {},
          {
            dossier: [
              { __typename: 'Rapport', cote: 'R1', titre: 'Rapport' },
              { __typename: 'Photo', cote: 'P2', titre: 'Photo' },
            ],
          },
          null,
          {},
        ],
      },
    },
  },
  {
    title: 'reads and writes custom scalars, and hands them over as JSON to @requires',
    query: '{ pieces { jour ... on Rapport { echeance } } }',
    expected: { data: { pieces: [{ jour: '2025-03-01', echeance: '2025-03-09' }, { jour: '2025-03-02' }] } },
  },
  {
    title: 'takes input objects with enums whose inside differs from their name, literal or variable',
    query:
      'query ($f: Filtre) { a: pieces(filtre: { nature: IMAGE }) { id nature } b: pieces(filtre: $f) { id nature } }',
    variables: { f: { nature: 'ECRIT', depuis: '2025-02-01' } },
    expected: { data: { a: [{ id: '2', nature: 'IMAGE' }], b: [{ id: '1', nature: 'ECRIT' }] } },
  },
]);
