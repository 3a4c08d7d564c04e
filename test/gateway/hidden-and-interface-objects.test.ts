import { executable } from '../../src/gateway/remote';
import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { everyWay } from './support/three-ways';

describe('@inaccessible', () => {
  const subgraph = subgraphFromSdl({
    name: 'a',
    typeDefs: /* GraphQL */ `
      enum Statut {
        OUVERT
        SCELLE @inaccessible
      }
      type Dossier @key(fields: "cle") {
        cle: ID! @inaccessible
        statut: Statut
        statuts: [Statut]
      }
      type Query {
        dossier(avec: Statut): Dossier
      }
    `,
    resolvers: { Query: { dossier: () => ({ cle: '1', statut: 'SCELLE', statuts: ['OUVERT', 'SCELLE'] }) } },
  });
  const other = subgraphFromSdl({
    name: 'b',
    typeDefs: 'type Dossier @key(fields: "cle") { cle: ID! @inaccessible titre: String }',
    resolvers: { Dossier: { titre: ({ cle }: { cle: string }) => `dossier ${cle}` } },
    references: { Dossier: (representations: readonly object[]) => representations },
  });

  everyWay('hidden elements', () => [subgraph, other], [
    {
      title: 'still serve as keys',
      query: '{ dossier { titre } }',
      expected: { data: { dossier: { titre: 'dossier 1' } } },
    },
  ]);
  everyWay(
    'hidden enum values',
    () => [subgraph, other],
    [
      {
        title: 'read as null, without an error that would name them',
        query: '{ dossier { statut statuts } }',
        expected: { data: { dossier: { statut: null, statuts: ['OUVERT', null] } } },
      },
    ],
    ['planned in-process', 'half remote', 'all remote'],
  );
});

describe('@interfaceObject', () => {
  const medias = [
    { __typename: 'Livre', id: '1', titre: 'Un livre' },
    { __typename: 'Film', id: '2', titre: 'Un film' },
  ];
  const a = subgraphFromSdl({
    name: 'a',
    typeDefs: /* GraphQL */ `
      interface Media @key(fields: "id") {
        id: ID!
        titre: String
      }
      type Livre implements Media @key(fields: "id") {
        id: ID!
        titre: String
      }
      type Film implements Media @key(fields: "id") {
        id: ID!
        titre: String
      }
      type Query {
        medias: [Media]
      }
    `,
    resolvers: { Query: { medias: () => medias } },
    references: Object.fromEntries(
      ['Media', 'Livre', 'Film'].map((name) => [
        name,
        (representations: readonly { id: string }[]) =>
          representations.map((wanted) => medias.find(({ id }) => id === wanted.id)),
      ]),
    ),
  });
  const b = subgraphFromSdl({
    name: 'b',
    typeDefs: /* GraphQL */ `
      type Media @key(fields: "id") @interfaceObject {
        id: ID!
        note: Int
      }
      type Query {
        mieuxNotes: [Media]
      }
    `,
    resolvers: {
      Query: { mieuxNotes: () => [{ id: '2' }, { id: '1' }] },
      Media: { note: ({ id }: { id: string }) => Number(id) * 10 },
    },
    references: { Media: (representations: readonly object[]) => representations },
  });

  everyWay(
    'interface objects',
    () => [a, b],
    [
      {
        title: 'adds a field to every member of an interface',
        query: '{ medias { __typename note ... on Film { titre } } }',
        expected: {
          data: {
            medias: [
              { __typename: 'Livre', note: 10 },
              { __typename: 'Film', note: 20, titre: 'Un film' },
            ],
          },
        },
      },
      {
        title: 'finds out what an interface object really is',
        query: '{ mieuxNotes { __typename note titre } }',
        expected: {
          data: {
            mieuxNotes: [
              { __typename: 'Film', note: 20, titre: 'Un film' },
              { __typename: 'Livre', note: 10, titre: 'Un livre' },
            ],
          },
        },
      },
    ],
    ['planned in-process', 'half remote', 'all remote'],
  );

  it('cannot be fused: it is planned in-process, and says why', () => {
    const { mode, reason } = executable({ subgraphs: [a, b] });
    expect(mode).toBe('planned');
    expect(reason?.message).toBe('Type Media is an @interfaceObject in subgraph "b", which cannot be fused.');
  });
});
