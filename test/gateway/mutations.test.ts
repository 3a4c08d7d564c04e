import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { open, run } from './support/three-ways';

describe('mutations', () => {
  const ordered = (log: string[]) => {
    const make = (name: string, field: string, extra = '') =>
      subgraphFromSdl({
        name,
        typeDefs: `type Query { _${name}: Int } type Mutation { ${field}(n: Int!): Enfant }
          type Enfant @key(fields: "id") { id: ID! ${extra} }`,
        resolvers: {
          Mutation: {
            [field]: async (_: unknown, { n }: { n: number }) => {
              log.push(`${field}${n} begins`);
              await new Promise((resolve) => setTimeout(resolve, 5));
              log.push(`${field}${n} ends`);
              return { id: String(n) };
            },
          },
          ...(extra ? { Enfant: { etat: ({ id }: { id: string }) => (log.push(`etat${id}`), `état ${id}`) } } : {}),
        },
        references: { Enfant: (representations: readonly object[]) => representations },
      });
    return [make('a', 'ouvrir'), make('b', 'fermer', 'etat: String')];
  };

  it.each(['fused', 'planned in-process', 'half remote', 'all remote'] as const)(
    'run one after the other, %s',
    async (way) => {
      const log: string[] = [];
      const opened = await open(ordered(log), way);
      const answer = await run(opened, 'mutation { ouvrir(n: 1) { etat } fermer(n: 2) { id } x: ouvrir(n: 3) { id } }');
      expect(answer).toEqual({ data: { ouvrir: { etat: 'état 1' }, fermer: { id: '2' }, x: { id: '3' } } });
      expect(log).toEqual([
        'ouvrir1 begins',
        'ouvrir1 ends',
        'etat1',
        'fermer2 begins',
        'fermer2 ends',
        'ouvrir3 begins',
        'ouvrir3 ends',
      ]);
      await opened.close();
    },
  );
});
