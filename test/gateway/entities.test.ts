import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { everyWay } from './support/three-ways';

/** Children, their measures and their schooling: single, several, composite and nested keys. */
const subgraphs = () => {
  const enfants = [
    { id: '1', nom: 'Léa', ine: 'A1', adresse: { commune: '75056', rue: 'Rue A' } },
    { id: '2', nom: 'Noé', ine: null, adresse: { commune: '13055', rue: 'Rue B' } },
    { id: '3', nom: 'Zoé', ine: 'C3', adresse: null },
  ];
  const crip = subgraphFromSdl({
    name: 'crip',
    typeDefs: /* GraphQL */ `
      type Query {
        enfants: [Enfant!]!
        enfant(id: ID!): Enfant
      }
      type Enfant @key(fields: "id") @key(fields: "ine") @key(fields: "id adresse { commune }") {
        id: ID!
        ine: String
        nom: String!
        adresse: Adresse
      }
      type Adresse @shareable {
        commune: String!
        rue: String
      }
    `,
    resolvers: {
      Query: {
        enfants: () => enfants,
        enfant: (_: unknown, { id }: { id: string }) => enfants.find((enfant) => enfant.id === id),
      },
    },
    references: {
      Enfant: (representations: readonly { id?: string; ine?: string }[]) =>
        Promise.resolve(
          representations.map(({ id, ine }) => enfants.find((one) => one.id === id || one.ine === ine) ?? null),
        ),
    },
  });
  const ecole = subgraphFromSdl({
    name: 'ecole',
    typeDefs: /* GraphQL */ `
      type Query {
        eleves: [Enfant]!
      }
      type Enfant @key(fields: "ine") {
        ine: String
        classe(annee: Int = 2025): String
        ecole: Ecole
      }
      type Ecole @key(fields: "uai") {
        uai: ID!
        nom: String!
      }
    `,
    resolvers: {
      Query: { eleves: () => [{ ine: 'A1' }, null, { ine: 'inconnu' }] },
      Enfant: {
        classe: ({ ine }: { ine: string }, { annee }: { annee: number }) => `${ine}-${String(annee)}`,
        ecole: ({ ine }: { ine: string }) => (ine === 'A1' ? { uai: 'U1', nom: 'École 1' } : null),
      },
    },
    references: { Enfant: (representations: readonly object[]) => representations },
  });
  const secteur = subgraphFromSdl({
    name: 'secteur',
    typeDefs: /* GraphQL */ `
      type Enfant @key(fields: "id adresse { commune }") {
        id: ID!
        adresse: Adresse
        secteur: String
      }
      type Adresse @shareable {
        commune: String!
      }
      type Ecole @key(fields: "uai") {
        uai: ID!
        effectif: Int
      }
    `,
    resolvers: {
      Enfant: {
        secteur: ({ id, adresse }: { id: string; adresse?: { commune: string } }) =>
          adresse ? `${id}@${adresse.commune}` : null,
      },
    },
    references: {
      Enfant: (representations: readonly object[]) => representations,
      Ecole: (representations: readonly { uai: string }[]) =>
        representations.map(({ uai }) => (uai === 'U1' ? { uai, effectif: 240 } : null)),
    },
  });
  return [crip, ecole, secteur];
};

everyWay('entities', subgraphs, [
  {
    title: 'resolves a field of another subgraph from a key that is not the first',
    query: '{ enfant(id: 1) { nom classe } }',
    expected: { data: { enfant: { nom: 'Léa', classe: 'A1-2025' } } },
  },
  {
    title: 'passes arguments and variables, with aliases',
    query: 'query ($a: Int!) { enfant(id: 1) { x: classe(annee: $a) y: classe(annee: 2000) __typename } }',
    variables: { a: 1999 },
    expected: { data: { enfant: { x: 'A1-1999', y: 'A1-2000', __typename: 'Enfant' } } },
  },
  {
    title: 'answers null for an entity whose key is null, or that does not exist, or that is null',
    query: '{ enfants { id classe } enfant(id: 9) { classe } }',
    expected: {
      data: {
        enfants: [
          { id: '1', classe: 'A1-2025' },
          { id: '2', classe: null },
          { id: '3', classe: 'C3-2025' },
        ],
        enfant: null,
      },
    },
  },
  {
    title: 'builds composite and nested keys',
    query: '{ enfant(id: 1) { secteur } autre: enfant(id: 2) { secteur adresse { rue commune } } }',
    expected: {
      data: {
        enfant: { secteur: '1@75056' },
        autre: { secteur: '2@13055', adresse: { rue: 'Rue B', commune: '13055' } },
      },
    },
  },
  {
    title: 'goes through a second subgraph when no key leads straight there',
    query: '{ eleves { ine nom secteur ecole { nom effectif } } }',
    expected: {
      data: {
        eleves: [{ ine: 'A1', nom: 'Léa', secteur: '1@75056', ecole: { nom: 'École 1', effectif: 240 } }, null, null],
      },
      errors: [{ message: 'Cannot return null for non-nullable field Enfant.nom.', path: ['eleves', 2, 'nom'] }],
    },
  },
  {
    title: 'honours fragments, @skip and @include',
    query: /* GraphQL */ `
      query ($oui: Boolean!, $non: Boolean = false) {
        enfant(id: 1) {
          ...Scolarite @include(if: $oui)
          ... on Enfant @skip(if: $oui) {
            nom
          }
          id @include(if: $non)
        }
      }
      fragment Scolarite on Enfant {
        classe @skip(if: $non)
        ecole @include(if: $non) {
          nom
        }
      }
    `,
    variables: { oui: true },
    expected: { data: { enfant: { classe: 'A1-2025' } } },
  },
  {
    title: 'answers introspection beside data',
    query:
      '{ __schema { queryType { name } } __type(name: "Ecole") { fields { name } } __typename enfant(id: 1) { nom } }',
    expected: {
      data: {
        __schema: { queryType: { name: 'Query' } },
        __type: { fields: [{ name: 'effectif' }, { name: 'nom' }, { name: 'uai' }] },
        __typename: 'Query',
        enfant: { nom: 'Léa' },
      },
    },
  },
]);
