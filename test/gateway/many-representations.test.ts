import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { everyWay } from './support/three-ways';

const COUNT = 2_500;
const ids = Array.from({ length: COUNT }, (_, id) => String(id));

everyWay(
  'more entities than one request may name',
  () => [
    subgraphFromSdl({
      name: 'liste',
      typeDefs: 'type Query { enfants: [Enfant!]! } type Enfant @key(fields: "id") { id: ID! }',
      resolvers: { Query: { enfants: () => ids.map((id) => ({ id })) } },
    }),
    subgraphFromSdl({
      name: 'suite',
      typeDefs: 'type Enfant @key(fields: "id") { id: ID! suite: String }',
      references: {
        Enfant: (all: readonly { id: string }[]) =>
          all.map(({ id }) => (id === '2100' ? new Error('Non.') : { id, suite: `suite ${id}` })),
      },
    }),
  ],
  [
    {
      title: 'each has its own answer',
      query: '{ enfants { suite } }',
      expected: {
        data: { enfants: ids.map((id) => ({ suite: id === '2100' ? null : `suite ${id}` })) },
        errors: [{ message: 'Non.', path: ['enfants', 2100, 'suite'] }],
      },
    },
  ],
);
