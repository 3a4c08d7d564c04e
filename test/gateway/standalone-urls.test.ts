import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compose } from '../../src/gateway/compose';
import { urlVariable } from '../../src/gateway/remote';
import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { readSupergraph } from '../../src/gateway/supergraph';
import { clean, folder, prepare, startWith } from './support/gateway-process';
import { serve, type Served } from './support/three-ways';

const [bonjour, suite] = [
  subgraphFromSdl({
    name: 'bonjour',
    typeDefs: 'type Query { enfant: Enfant } type Enfant @key(fields: "id") { id: ID! }',
    resolvers: { Query: { enfant: () => ({ id: '1' }) } },
  }),
  subgraphFromSdl({
    name: 'suite',
    typeDefs: 'type Enfant @key(fields: "id") { id: ID! suite: String }',
    resolvers: { Enfant: { suite: ({ id }: { id: string }) => `suite ${id}` } },
  }),
];

describe('the gateway alone, told by the environment where the subgraphs are', () => {
  const nowhere = join(folder, 'nowhere.graphql');
  const supergraph = join(folder, 'supergraph.graphql');
  let served: Served[];
  beforeAll(async () => {
    prepare();
    served = [await serve(bonjour), await serve(suite)];
    writeFileSync(nowhere, compose([bonjour, suite]).supergraphSdl);
    const located = [bonjour, suite].map(({ name, sdl }, index) => ({ name, sdl, url: served[index]!.url }));
    writeFileSync(supergraph, compose(located).supergraphSdl);
  });
  afterAll(async () => {
    for (const one of served) await one.close();
    clean();
  });

  it('takes them from the environment, and hands the caller over to the subgraphs', async () => {
    const env = { SUBGRAPH_BONJOUR_URL: served[0]!.url, SUBGRAPH_SUITE_URL: served[1]!.url };
    const other = startWith(env, '--supergraph', nowhere, '--port', '0');
    const ask = async (headers: Record<string, string>) => {
      for (const { requests } of served) requests.length = 0;
      const answer = await fetch(`${await other.ready}?query={enfant{suite}}`, { headers });
      expect(await answer.json()).toEqual({ data: { enfant: { suite: 'suite 1' } } });
      return served.map(({ requests }) => requests.map((request) => request.headers.authorization));
    };
    expect(await ask({ authorization: 'Bearer un.deux.trois' })).toEqual([
      ['Bearer un.deux.trois'],
      ['Bearer un.deux.trois'],
    ]);
    expect(await ask({})).toEqual([[undefined], [undefined]]);
    other.child.kill('SIGTERM');
    expect(await other.ended).toMatchObject({ code: 0, err: '' });
  });

  it('prefers the environment to the URL of the supergraph', async () => {
    const other = startWith({ SUBGRAPH_SUITE_URL: 'http://127.0.0.1:1/' }, '--supergraph', supergraph, '--port', '0');
    const answer = await fetch(`${await other.ready}?query={enfant{suite}}`);
    expect(await answer.json()).toMatchObject({ data: { enfant: { suite: null } } });
    other.child.kill('SIGTERM');
    await other.ended;
  });

  it.each([
    [{}, 'Subgraph "bonjour" is neither in this process nor behind a URL; SUBGRAPH_BONJOUR_URL takes its URL.'],
    [{ SUBGRAPH_BONJOUR_URL: 'ftp://secret' }, 'SUBGRAPH_BONJOUR_URL takes an http or https URL.'],
  ])('refuses to start with %j', async (env, sentence) => {
    expect(await startWith(env, '--supergraph', nowhere).ended).toMatchObject({
      code: 1,
      err: `The supergraph ${nowhere} cannot be served: ${sentence}\n`,
    });
  });

  it('serves the committed supergraph', async () => {
    const committed = resolve('schema/supergraph.graphql');
    const names = readSupergraph(readFileSync(committed, 'utf8')).subgraphs.keys();
    const env = Object.fromEntries([...names].map((name) => [urlVariable(name), served[0]!.url]));
    const other = startWith(env, '--supergraph', committed, '--port', '0');
    const answer = await fetch(`${await other.ready}?query={__typename}`);
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
    other.child.kill('SIGTERM');
    await other.ended;
  });
});
