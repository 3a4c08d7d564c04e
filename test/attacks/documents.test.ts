import { request } from 'undici';
import { TRANSMETTRE } from '../scenarios/operations';
import { CLIENTS, ouvrirHub, ouvrirTerrain, INSTITUTIONS, type HubOuvert, type Terrain } from '../subgraphs/hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
let authorization: string;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain, { production: true });
  authorization = `Bearer ${hub.jeton(INSTITUTIONS.crip)}`;
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const times = (count: number, text: (rank: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const json = 'application/json';

interface Attack {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'HEAD';
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

async function attack({ method = 'POST', path = '', headers = {}, body }: Attack) {
  const started = performance.now();
  const answer = await request(`${hub.url}${path}`, {
    method,
    headers: { authorization, 'content-type': json, ...headers },
    body: body ?? null,
  });
  const text = await answer.body.text();
  return { status: answer.statusCode, headers: answer.headers, text, ms: performance.now() - started };
}

/** What holds for every answer: quick, French, and silent about the machine and the schema. */
function expectDiscreet({ text, headers, ms }: Awaited<ReturnType<typeof attack>>): void {
  expect(ms).toBeLessThan(3_000);
  expect(text).not.toMatch(
    /did you mean|node_modules|\bat \w+ \(|stack|tracing|<html|graphiql|apollo|typeorm|postgres/i,
  );
  expect(JSON.stringify(headers)).not.toMatch(/x-powered-by|apollo|express|set-cookie|access-control/i);
}

const document = (query: string): Attack => ({ body: JSON.stringify({ query }) });
const FRAGMENTS = times(60, (i) => `fragment F${String(i)} on Query { __typename ...F${String(i + 1)} }`);
const DOUBLED = times(60, (i) => `fragment F${String(i)} on Query { ...F${String(i + 1)} ...F${String(i + 1)} }`);
/** A page of a hundred lines, their children, the lines of each, and so on. */
const lists = (turns: number) =>
  `informationsPreoccupantes(first: 100) { edges { node { enfant { ${'informationsPreoccupantes { enfant { '.repeat(turns)} id ${'} }'.repeat(turns)} } } } }`;

describe('documents, refused before anything runs', () => {
  test.each<[string, string, string]>([
    ['alias overload', `{ ${times(101, (i) => `a${String(i)}: __typename`)} }`, 'DOCUMENT_EXCESSIF'],
    ['field duplication', `{ ${times(500, () => '__typename')} }`, 'DOCUMENT_EXCESSIF'],
    ['directive overload, 10', `{ __typename ${times(10, () => '@aa')} }`, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'directive overload, 10 known',
      `{ __typename ${times(10, () => '@skip(if: false)')} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['directive overload, 600', `{ __typename ${times(600, () => '@aa')} }`, 'DOCUMENT_EXCESSIF'],
    ['directive overload, 3 000', `{ __typename ${times(3_000, () => '@aa')} }`, 'GRAPHQL_PARSE_FAILED'],
    ['introspection', '{ __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['introspection of a type', '{ __type(name: "Enfant") { name } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'circular introspection',
      `{ __schema { types { ${'fields { type { '.repeat(8)} name ${'} }'.repeat(8)} } } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'deep circular introspection',
      `{ __schema { types { ${'fields { type { '.repeat(40)} name ${'} }'.repeat(40)} } } }`,
      'DOCUMENT_EXCESSIF',
    ],
    ['deep fragments', `{ ...F0 } ${FRAGMENTS} fragment F60 on Query { nope }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['fragments that double', `{ ...F0 } ${DOUBLED} fragment F60 on Query { __typename }`, 'DOCUMENT_EXCESSIF'],
    [
      'a fragment cycle',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      '10 000 brackets',
      `query ($a: ${'['.repeat(10_000)}Int${']'.repeat(10_000)}) { __typename }`,
      'GRAPHQL_PARSE_FAILED',
    ],
    ['10 000 levels', `{ ${'enfant(id: "x") { '.repeat(10_000)}`, 'GRAPHQL_PARSE_FAILED'],
    ['900 nested lists', `{ enfant(id: ${'['.repeat(900)}1${']'.repeat(900)}) { id } }`, 'GRAPHQL_VALIDATION_FAILED'],
    [
      '500 nested objects',
      `{ echeances(filtre: ${'{ a: '.repeat(400)}1${' }'.repeat(400)}) { pageInfo { endCursor } } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a suggestion', '{ enfan(id: "x") { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a suggestion of an argument', '{ enfant(i: "x") { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a suggestion of a type', '{ ... on Querry { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['@defer', '{ ... @defer { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['@stream', '{ echeances { edges @stream { cursor } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a subscription by POST', 'subscription { evenements { id } }', 'BAD_REQUEST'],
    ['the machinery of federation', '{ _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['entities', '{ _entities(representations: []) { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a hundred times a hundred connections', `{ ${lists(3)} }`, 'COUT_EXCESSIF'],
    ['the same, in aliases', `{ ${times(40, (i) => `a${String(i)}: ${lists(1)}`)} }`, 'COUT_EXCESSIF'],
    ['two operations, none chosen', 'query A { __typename } query B { __typename }', 'BAD_REQUEST'],
    ['a NUL', '{ enfant(id: "\0") { id } }', 'BAD_USER_INPUT'],
  ])('%s', async (_, query, code) => {
    const answer = await attack(document(query));
    expectDiscreet(answer);
    expect({ status: answer.status, text: answer.text }).toEqual({
      status: 400,
      text: expect.stringContaining(`"${code}"`),
    });
  });

  test('a refusal names no field that exists beside the one that was asked', async () => {
    const { text } = await attack(document('{ enfan(id: "x") { id } }'));
    expect(text).not.toMatch(/enfant\b/);
  });
});

describe('requests', () => {
  const body = JSON.stringify({ query: '{ __typename }' });
  const mutation = JSON.stringify({ query: TRANSMETTRE, variables: {} });
  const query = `?query=${encodeURIComponent('{ __typename }')}`;

  test.each<[string, Attack, number]>([
    ['a batch of 10', { body: `[${Array(10).fill(body).join(',')}]` }, 400],
    ['a batch in a multipart', { body, headers: { 'content-type': 'multipart/form-data; boundary=a' } }, 415],
    ['a query by GET', { method: 'GET', path: query }, 405],
    ['a mutation by GET', { method: 'GET', path: `?query=${encodeURIComponent(TRANSMETTRE)}` }, 405],
    [
      'a query by GET with the headers of Apollo clients',
      { method: 'GET', path: query, headers: { 'apollo-require-preflight': '1' } },
      405,
    ],
    [
      'a form',
      {
        body: `query=${encodeURIComponent(TRANSMETTRE)}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      415,
    ],
    ['text/plain', { body: mutation, headers: { 'content-type': 'text/plain' } }, 415],
    [
      'text/plain that names JSON',
      { body: mutation, headers: { 'content-type': 'text/plain; application/json' } },
      415,
    ],
    ['GraphiQL', { method: 'GET', headers: { accept: 'text/html' } }, 405],
    ['GraphiQL by POST', { body, headers: { accept: 'text/html' } }, 406],
    ['a method in a header', { method: 'GET', path: query, headers: { 'x-http-method-override': 'POST' } }, 405],
    [
      'tracing asked for',
      {
        body,
        headers: {
          'apollo-tracing': '1',
          'apollo-query-plan-experimental': '1',
          'apollo-federation-include-trace': 'ftv1',
        },
      },
      200,
    ],
    ['an unknown address', { path: '/autre', body }, 404],
    ['a persisted query of nobody', { body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}' }, 400],
  ])('%s', async (_, sent, status) => {
    const answer = await attack(sent);
    expectDiscreet(answer);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('"extensions":{"tracing');
    if (status === 405) expect(answer.headers['allow']).toBe('POST');
  });

  test('a page of another site may not even ask', async () => {
    const preflight = await request(hub.url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.test',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    await preflight.body.dump();
    expect(preflight.statusCode).toBe(405);
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('no institution is told more than another', async () => {
    for (const qui of CLIENTS) {
      const { status, body: answer } = await hub.demander(qui, '{ __schema { queryType { name } } }');
      expect([status, answer.data]).toEqual([400, undefined]);
    }
  });
});

test('after all this the hub serves', async () => {
  expect((await attack(document('{ __typename }'))).text).toBe('{"data":{"__typename":"Query"}}\n');
});
