import { createServer } from 'node:http';
import { GraphQLError } from 'graphql';
import { executable } from '../../src/gateway/remote';
import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { everyWay, listen, open, run, serve } from './support/three-ways';

const refus = (message: string) => new GraphQLError(message, { extensions: { code: 'ACCES_REFUSE' } });

const subgraphs = () => {
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

const code = 'ACCES_REFUSE';

everyWay('errors', subgraphs, [
  {
    title: 'keep message, code and path at the root and below',
    query: '{ casse { id } enfant { secret } }',
    expected: {
      data: { casse: null, enfant: { secret: null } },
      errors: [
        { message: 'Racine refusée.', code, path: ['casse'] },
        { message: 'Champ refusé.', code, path: ['enfant', 'secret'] },
      ],
    },
  },
  {
    title: 'propagate a null to the nearest nullable parent and keep the path of the culprit',
    query: '{ enfants { id e: exige } }',
    expected: {
      data: { enfants: [{ id: '1', e: '1' }, null, { id: '3', e: '3' }] },
      errors: [{ message: 'Champ exigé refusé.', code, path: ['enfants', 1, 'e'] }],
    },
  },
  {
    title: 'of an entity are told of each field asked, and an absent entity reads as null',
    query: '{ enfants { id mesure } }',
    expected: {
      data: {
        enfants: [
          { id: '1', mesure: null },
          { id: '2', mesure: null },
          { id: '3', mesure: null },
        ],
      },
      errors: [
        { message: 'Mesure refusée.', code, path: ['enfants', 0, 'mesure'] },
        { message: 'Enfant refusé.', code, path: ['enfants', 1, 'mesure'] },
      ],
    },
  },
  {
    title: 'below an entity keep their whole path, through lists and propagation',
    query: '{ enfant { ecole { nom } liste } }',
    expected: {
      data: { enfant: { ecole: null, liste: ['x', null, 'z'] } },
      errors: [
        { message: 'École refusée.', code, path: ['enfant', 'ecole', 'nom'] },
        { message: 'Élément refusé.', code, path: ['enfant', 'liste', 1] },
      ],
    },
  },
  {
    title: 'of a required field of another subgraph take the parent away, up to a nullable one',
    query: '{ strict { enfant { id obligatoire } } }',
    expected: {
      data: { strict: null },
      errors: [{ message: 'Obligatoire refusé.', code, path: ['strict', 'enfant', 'obligatoire'] }],
    },
  },
]);

describe('a remote subgraph', () => {
  const query = '{ enfant { id nom mesure } }';
  const down = {
    data: { enfant: { id: '1', nom: 'nom 1', mesure: null } },
    errors: [
      {
        message: 'Le service « b » est momentanément indisponible.',
        code: 'SERVICE_INDISPONIBLE',
        path: ['enfant', 'mesure'],
      },
    ],
  };

  it('that is down leaves the rest of the answer', async () => {
    const opened = executable({ subgraphs: subgraphs(), remotes: { b: 'http://127.0.0.1:9/' } });
    expect(await run(opened, query)).toEqual(down);
    await opened.close();
  });

  it.each([
    [
      'answers HTML',
      (send: (status: number, body: string) => void) => {
        send(502, '<h1>Bad gateway</h1>');
      },
    ],
    [
      'answers other JSON',
      (send: (status: number, body: string) => void) => {
        send(200, '{"ok":true}');
      },
    ],
    ['never answers', () => undefined],
  ])('that %s is down too', async (_title, answer) => {
    const server = createServer((_request, response) => {
      answer((status, body) => response.writeHead(status).end(body));
    });
    const port = await listen(server);
    const opened = executable({ subgraphs: subgraphs(), remotes: { b: `http://127.0.0.1:${port}/` }, timeoutMs: 200 });
    expect(await run(opened, query)).toEqual(down);
    server.closeAllConnections();
    await opened.close();
    server.close();
  });

  it('that gives no path to its error has its nulls explained by it', async () => {
    const server = createServer((_request, response) => {
      response
        .writeHead(200)
        .end(JSON.stringify({ data: null, errors: [{ message: 'Requête refusée.', extensions: { code } }] }));
    });
    const port = await listen(server);
    const opened = executable({ subgraphs: subgraphs(), remotes: { a: `http://127.0.0.1:${port}/` } });
    expect(await run(opened, query)).toEqual({
      data: { enfant: null },
      errors: [{ message: 'Requête refusée.', code, path: ['enfant'] }],
    });
    server.closeAllConnections();
    await opened.close();
    server.close();
  });

  it('gives up when the caller does', async () => {
    const server = createServer(() => undefined);
    const port = await listen(server);
    const controller = new AbortController();
    const opened = executable({
      subgraphs: subgraphs(),
      remotes: { b: `http://127.0.0.1:${port}/` },
      signal: (context: { signal: AbortSignal }) => context.signal,
    });
    setTimeout(() => {
      controller.abort();
    }, 50);
    expect(await run(opened, query, {}, { signal: controller.signal })).toEqual(down);
    server.closeAllConnections();
    await opened.close();
    server.close();
  });

  it('receives the headers drawn from the context', async () => {
    const [a, b] = subgraphs();
    const served = await serve(b!);
    const opened = executable({
      subgraphs: [a!, b!],
      remotes: { b: served.url },
      headers: (context: { jeton: string }, subgraph) => ({
        authorization: `Bearer ${context.jeton}`,
        'x-sous-graphe': subgraph,
      }),
    });
    await run(opened, query, {}, { jeton: 'abc' });
    expect(served.requests[0]?.headers).toMatchObject({ authorization: 'Bearer abc', 'x-sous-graphe': 'b' });
    await opened.close();
    await served.close();
  });
});

describe('a key that comes late', () => {
  it('is waited for, and its failure is told by the fields that needed it', async () => {
    const a = subgraphFromSdl({
      name: 'a',
      typeDefs: 'type Query { enfants: [Enfant] } type Enfant @key(fields: "ine") { ine: String nom: String }',
      resolvers: {
        Query: { enfants: () => [{ n: 1 }, { n: 2 }] },
        Enfant: {
          nom: ({ n }: { n: number }) => `nom ${String(n)}`,
          ine: async ({ n }: { n: number }) => {
            await new Promise((resolve) => setImmediate(resolve));
            if (n === 2) throw refus('INE refusé.');
            return `I${String(n)}`;
          },
        },
      },
    });
    const b = subgraphFromSdl({
      name: 'b',
      typeDefs: 'type Enfant @key(fields: "ine") { ine: String classe: String }',
      resolvers: { Enfant: { classe: ({ ine }: { ine: string }) => `classe ${ine}` } },
      references: { Enfant: (representations: readonly object[]) => representations },
    });
    const opened = await open([a, b], 'fused');
    expect(await run(opened, '{ enfants { nom classe } }')).toEqual({
      data: {
        enfants: [
          { nom: 'nom 1', classe: 'classe I1' },
          { nom: 'nom 2', classe: null },
        ],
      },
      errors: [{ message: 'INE refusé.', code, path: ['enfants', 1, 'classe'] }],
    });
  });
});

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
