import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { everyWay } from './support/three-ways';

/** Who may answer a field: @external, @requires, @provides, @shareable, @override. */
const subgraphs = () => {
  const mesures = [
    { id: '1', debut: '2025-01-01', mois: 6, lieu: { ville: 'Lyon', accueil: { genre: 'famille', places: 2 } } },
    { id: '2', debut: '2025-02-01', mois: null, lieu: null },
  ];
  const ase = subgraphFromSdl({
    name: 'ase',
    typeDefs: /* GraphQL */ `
      type Query {
        mesures: [Mesure!]!
      }
      type Mesure @key(fields: "id") {
        id: ID!
        debut: String
        mois: Int
        duree(unite: String!): Int
        lieu: Lieu
        libelle: String
      }
      type Lieu @shareable {
        ville: String
        accueil: Accueil
      }
      type Accueil @shareable {
        genre: String
        places: Int
      }
    `,
    resolvers: {
      Query: { mesures: () => mesures },
      Mesure: {
        duree: ({ mois }: { mois: number | null }, { unite }: { unite: string }) =>
          mois === null ? null : unite === 'SEMAINE' ? mois * 4 : mois,
        libelle: ({ id }: { id: string }) => `ase:${id}`,
      },
    },
    references: {
      Mesure: (representations: readonly { id: string }[]) =>
        Promise.resolve(representations.map(({ id }) => mesures.find((mesure) => mesure.id === id) ?? null)),
    },
  });
  const justice = subgraphFromSdl({
    name: 'justice',
    typeDefs: /* GraphQL */ `
      type Query {
        audience: Audience
        audiences: [Audience!]!
      }
      type Audience @key(fields: "id") {
        id: ID!
        mesure: Mesure
        avecDebut: Mesure @provides(fields: "debut")
      }
      type Mesure @key(fields: "id") {
        id: ID!
        debut: String @external
        mois: Int @external
        duree(unite: String!): Int @external
        lieu: Lieu @external
        echeance: String @requires(fields: "debut mois")
        semaines: Int @requires(fields: "duree(unite: \\"SEMAINE\\")")
        capacite: String @requires(fields: "lieu { ville accueil { places } }")
        rappel(jours: Int!): String @requires(fields: "debut")
        libelle: String @override(from: "ase")
      }
      type Lieu {
        ville: String @external
        accueil: Accueil @external
      }
      type Accueil {
        places: Int @external
      }
    `.replaceAll('\\\\', '\\'),
    resolvers: {
      Query: {
        audience: () => ({ id: 'a', mesure: { id: '1' }, avecDebut: { id: '1', debut: 'fourni' } }),
        audiences: () => [
          { id: 'a', mesure: { id: '1' } },
          { id: 'b', mesure: { id: '2' } },
          { id: 'c', mesure: null },
        ],
      },
      Mesure: {
        echeance: ({ debut, mois }: { debut: string; mois?: number }) => `${debut}+${String(mois ?? null)}`,
        semaines: ({ duree }: { duree?: number }) => duree ?? null,
        capacite: ({ lieu }: { lieu?: { ville: string; accueil: { places: number } } }) =>
          lieu ? `${lieu.ville}:${String(lieu.accueil.places)}` : null,
        rappel: ({ debut }: { debut: string }, { jours }: { jours: number }) => `${debut}-${String(jours)}`,
        libelle: ({ id }: { id: string }) => `justice:${id}`,
      },
    },
    references: { Mesure: (representations: readonly object[]) => representations },
  });
  return [ase, justice];
};

everyWay('ownership', subgraphs, [
  {
    title: 'gives a field the fields that it @requires, with their arguments and below objects',
    query: '{ mesures { echeance semaines capacite } }',
    expected: {
      data: {
        mesures: [
          { echeance: '2025-01-01+6', semaines: 24, capacite: 'Lyon:2' },
          { echeance: '2025-02-01+null', semaines: null, capacite: null },
        ],
      },
    },
  },
  {
    title: 'comes back to the origin with what it @requires from elsewhere',
    query: '{ audiences { id mesure { echeance rappel(jours: 8) tard: rappel(jours: 1) } } }',
    expected: {
      data: {
        audiences: [
          { id: 'a', mesure: { echeance: '2025-01-01+6', rappel: '2025-01-01-8', tard: '2025-01-01-1' } },
          { id: 'b', mesure: { echeance: '2025-02-01+null', rappel: '2025-02-01-8', tard: '2025-02-01-1' } },
          { id: 'c', mesure: null },
        ],
      },
    },
  },
  {
    title: 'takes a field from the path that @provides it, and from its owner elsewhere',
    query: '{ audience { avecDebut { debut mois } mesure { debut } } }',
    expected: {
      data: { audience: { avecDebut: { debut: 'fourni', mois: 6 }, mesure: { debut: '2025-01-01' } } },
    },
  },
  {
    title: 'asks the subgraph that overrides',
    query: '{ mesures { libelle } audience { mesure { libelle } } }',
    expected: {
      data: {
        mesures: [{ libelle: 'justice:1' }, { libelle: 'justice:2' }],
        audience: { mesure: { libelle: 'justice:1' } },
      },
    },
  },
  {
    title: 'reads shareable value types where they are',
    query: '{ mesures { lieu { ville accueil { genre places } } } }',
    expected: {
      data: { mesures: [{ lieu: { ville: 'Lyon', accueil: { genre: 'famille', places: 2 } } }, { lieu: null }] },
    },
  },
]);
