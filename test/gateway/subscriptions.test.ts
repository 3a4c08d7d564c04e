import { type ExecutionResult, parse, subscribe } from 'graphql';
import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { open } from './support/three-ways';

function subgraphs(closed: () => void) {
  const a = subgraphFromSdl({
    name: 'a',
    typeDefs:
      'type Query { _a: Int } type Subscription { arrivees(depuis: Int!): Dossier } type Dossier @key(fields: "id") { id: ID! }',
    resolvers: {
      Subscription: {
        arrivees: {
          async *subscribe(_: unknown, { depuis }: { depuis: number }) {
            try {
              for (let id = depuis; id < depuis + 3; id++)
                yield await Promise.resolve({ arrivees: { id: String(id) } });
            } finally {
              closed();
            }
          },
        },
      },
    },
  });
  const b = subgraphFromSdl({
    name: 'b',
    typeDefs: 'type Query { _b: Int } type Dossier @key(fields: "id") { id: ID! titre: String }',
    resolvers: { Dossier: { titre: ({ id }: { id: string }) => `dossier ${id}` } },
    references: { Dossier: (representations: readonly object[]) => representations },
  });
  return [b, a];
}

// In "half remote", b is away and a, which subscribes, is here.
describe.each(['fused', 'planned in-process', 'half remote'] as const)('a subscription, %s', (way) => {
  it('completes each event from the other subgraphs, and lets go of its source', async () => {
    const closed = jest.fn();
    const opened = await open(subgraphs(closed), way);
    const events = (await subscribe({
      schema: opened.schema,
      document: parse('subscription ($d: Int!) { x: arrivees(depuis: $d) { titre } }'),
      variableValues: { d: 4 },
      contextValue: {},
    })) as AsyncGenerator<ExecutionResult>;
    const seen: unknown[] = [];
    for await (const event of events) {
      seen.push(event.data?.['x']);
      if (seen.length === 2) break;
    }
    expect(seen).toEqual([{ titre: 'dossier 4' }, { titre: 'dossier 5' }]);
    expect(closed).toHaveBeenCalledTimes(1);
    await opened.close();
  });
});

it('a subscription of a remote subgraph is refused as unavailable', async () => {
  const opened = await open(
    subgraphs(() => undefined),
    'all remote',
  );
  const result = (await subscribe({
    schema: opened.schema,
    document: parse('subscription { arrivees(depuis: 1) { titre } }'),
    contextValue: {},
  })) as ExecutionResult;
  expect(result.errors?.[0]?.extensions['code']).toBe('SERVICE_INDISPONIBLE');
  await opened.close();
});
