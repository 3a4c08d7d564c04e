import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, graphql, parse } from 'graphql';
import { executable, type Executable } from '../../../src/gateway/remote';
import { subgraphSchema } from '../../../src/gateway/subgraph-server';
import type { LocalSubgraph } from '../../../src/gateway/subgraph';

export interface Expected {
  readonly data: unknown;
  readonly errors?: readonly {
    readonly message?: string;
    readonly code?: string;
    readonly path?: readonly (string | number)[];
  }[];
}

export interface Served {
  readonly url: string;
  readonly requests: {
    readonly query: string;
    readonly variables: Record<string, unknown>;
    readonly headers: NodeJS.Dict<string | string[]>;
  }[];
  readonly close: () => Promise<void>;
}

/** A federation server on loopback, as a partner would run one. */
export async function serve(subgraph: LocalSubgraph): Promise<Served> {
  const schema = subgraphSchema(subgraph);
  const requests: Served['requests'] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      requests.push({ query, variables, headers: request.headers });
      void Promise.resolve(
        execute({ schema, document: parse(query), variableValues: variables, contextValue: {} }),
      ).then((result) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(result));
      });
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export const WAYS = ['fused', 'planned in-process', 'half remote', 'all remote'] as const;
export type Way = (typeof WAYS)[number];

export interface Opened extends Executable {
  readonly served: ReadonlyMap<string, Served>;
}

export async function open(subgraphs: readonly LocalSubgraph[], way: Way): Promise<Opened> {
  const away = subgraphs.filter((_, index) => way === 'all remote' || (way === 'half remote' && index % 2 === 0));
  const served = new Map<string, Served>();
  for (const subgraph of away) served.set(subgraph.name, await serve(subgraph));
  const opened = executable({
    subgraphs,
    remotes: Object.fromEntries([...served].map(([name, { url }]) => [name, url])),
    ...(way === 'planned in-process' ? { planLocals: true } : {}),
  });
  return {
    ...opened,
    served,
    close: async () => {
      await opened.close();
      for (const server of served.values()) await server.close();
    },
  };
}

export async function run(
  { schema }: Pick<Executable, 'schema'>,
  source: string,
  variableValues: Record<string, unknown> = {},
  contextValue: object = {},
): Promise<Expected> {
  const result = await graphql({ schema, source, variableValues, contextValue });
  const { data, errors } = JSON.parse(JSON.stringify(result));
  if (!errors) return { data };
  return {
    data,
    errors: errors.map((error: { message: string; path?: string[]; extensions?: { code?: string } }) => ({
      message: error.message,
      ...(error.extensions?.code ? { code: error.extensions.code } : {}),
      path: error.path,
    })),
  };
}

export interface Case {
  readonly title: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly expected: Expected;
}

/** Runs every case every way; the answer does not depend on where the subgraphs live. */
export function everyWay(
  title: string,
  subgraphs: () => readonly LocalSubgraph[],
  cases: readonly Case[],
  ways: readonly Way[] = WAYS,
): void {
  describe.each(ways)(`${title}, %s`, (way) => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await open(subgraphs(), way);
      if (way === 'fused') expect(opened.mode).toBe('fused');
    });
    afterAll(() => opened.close());

    it.each(cases.map((one) => [one.title, one] as const))('%s', async (_title, { query, variables, expected }) => {
      expect(byPath(await run(opened, query, variables))).toEqual(byPath(expected));
    });
  });
}

function byPath({ data, errors }: Expected): Expected {
  if (!errors) return { data };
  return { data, errors: [...errors].sort((one, other) => (String(one.path) < String(other.path) ? -1 : 1)) };
}
