import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../src/gateway/compose';
import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { until } from '../support/until';
import { clean, folder, prepare, start } from './support/gateway-process';
import { serve, type Served } from './support/three-ways';

const supergraph = join(folder, 'supergraph.graphql');

let slow: Promise<unknown> | undefined;
const [bonjour, suite] = [
  subgraphFromSdl({
    name: 'bonjour',
    typeDefs:
      'type Query { bonjour(nom: String!): String lent: String enfant: Enfant } type Mutation { dire: String } type Enfant @key(fields: "id") { id: ID! }',
    resolvers: {
      Query: {
        bonjour: (_: unknown, { nom }: { nom: string }) => `Bonjour ${nom}`,
        lent: () => (slow = new Promise((done) => setTimeout(done, 300, 'enfin'))),
        enfant: () => ({ id: '1' }),
      },
      Mutation: { dire: () => 'dit' },
    },
  }),
  subgraphFromSdl({
    name: 'suite',
    typeDefs: 'type Enfant @key(fields: "id") { id: ID! suite: String }',
    resolvers: { Enfant: { suite: ({ id }: { id: string }) => `suite ${id}` } },
  }),
];

describe('the gateway alone', () => {
  let served: Served[];
  let gateway: ReturnType<typeof start>;
  let url: string;
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });

  beforeAll(async () => {
    prepare();
    served = [await serve(bonjour), await serve(suite)];
    const located = [bonjour, suite].map(({ name, sdl }, index) => ({ name, sdl, url: served[index]!.url }));
    writeFileSync(supergraph, compose(located).supergraphSdl);
    gateway = start('--supergraph', supergraph, '--port', '0');
    url = await gateway.ready;
  });

  afterAll(async () => {
    gateway.child.kill('SIGKILL');
    for (const one of served) await one.close();
    clean();
  });

  it('serves the supergraph over the subgraphs that it names', async () => {
    const response = await post({
      query: 'query Q($n: String!) { bonjour(nom: $n) enfant { suite } }',
      variables: { n: 'Léa' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({ data: { bonjour: 'Bonjour Léa', enfant: { suite: 'suite 1' } } });
  });

  it('answers GET queries and refuses GET mutations, also on the root path', async () => {
    const root = url.replace('/graphql', '/');
    const query = await fetch(`${root}?query=${encodeURIComponent('{ bonjour(nom: "Noé") }')}`);
    expect([query.status, await query.json()]).toEqual([200, { data: { bonjour: 'Bonjour Noé' } }]);
    const mutation = await fetch(`${root}?query=${encodeURIComponent('mutation { dire }')}`);
    expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await (await post({ query: 'mutation { dire }' })).json()).toEqual({ data: { dire: 'dit' } });
  });

  it('uses the status codes of GraphQL over HTTP', async () => {
    const modern = { accept: 'application/graphql-response+json' };
    const statuses = await Promise.all([
      post({ query: '{ inconnu }' }),
      post({ query: '{ inconnu }' }, modern),
      post({ query: '{' }, modern),
      post({ query: 'query Q($n: String!) { bonjour(nom: $n) }' }, modern),
      post({ query: '{ bonjour(nom: "x") }' }, modern),
      post({ nothing: true }),
      post({ query: '{ __typename }' }, { 'content-type': 'text/plain' }),
      fetch(url, { method: 'PUT' }),
      fetch(`${url}/ailleurs`),
      fetch(url.replace('/graphql', '/livez')),
      fetch(url.replace('/graphql', '/readyz')),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 400, 400, 400, 200, 400, 415, 405, 404, 200, 200]);
  });

  it.each([
    [400, 'BAD_REQUEST', { query: 1 }],
    [400, 'BAD_REQUEST', { query: '{ __typename }', variables: [] }],
    [400, 'BAD_REQUEST', { query: '{ __typename }', operationName: 1 }],
    [400, 'BAD_REQUEST', [{ query: '{ __typename }' }]],
    [413, 'PAYLOAD_TOO_LARGE', { query: '{ __typename }', variables: { long: 'x'.repeat(1_000_000) } }],
  ])('refuses as the door does: %d %s', async (status, code, body) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it('ends the requests under way before it stops', async () => {
    const other = start('--supergraph', supergraph, '--port', '0');
    const answer = fetch(`${await other.ready}?query={lent}`);
    await until('it is under way', () => slow !== undefined);
    other.child.kill('SIGTERM');
    expect(await (await answer).json()).toEqual({ data: { lent: 'enfin' } });
    await slow;
    expect(await other.ended).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    [2, ['--port', '4000'], '--supergraph FILE is needed. See --help.\n'],
    [2, ['--supergraph', 'x', '--port', 'abc'], '--port takes a port number, not "abc". See --help.\n'],
    [2, ['--inconnu'], "Unknown option '--inconnu'. See --help.\n"],
    [1, ['--supergraph', '/nowhere.graphql'], 'The supergraph /nowhere.graphql cannot be served: ENOENT'],
  ])('exits with %d for %j', async (code, args, sentence) => {
    const ended = await start(...args).ended;
    expect(ended.code).toBe(code);
    expect(ended.err.startsWith(sentence)).toBe(true);
  });

  it('explains itself', async () => {
    const help = await start('--help').ended;
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain('SUBGRAPH_<NAME>_URL');
  });
});
