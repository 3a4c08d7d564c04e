import type { Door } from '../../src/gateway/server';
import { now } from '../auth/tokens';
import { bearer, expectPublished, openDoor, query, send, type Sent, registre } from './support';
import { SECRET } from './toy-schema';

let door: Door;
beforeAll(async () => {
  door = await openDoor({
    registre: registre('inconnue'),
  });
});
afterAll(() => door.close());

const body = JSON.stringify({ query: '{ bonjour }' });

describe('a right request', () => {
  it('is answered, to its bearer, without a cookie or a cache', async () => {
    const answer = await query(door, '{ moi }');
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ data: { moi: 'crip-31' } });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    });
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('keeps its own identifier when it is fit for a log', async () => {
    const own = await query(door, '{ moi }', {}, { 'x-request-id': 'appel-0000001' });
    expect(own.headers['x-request-id']).toBe('appel-0000001');
    for (const id of ['court', 'a b c d e f g', 'x'.repeat(65), `{"nom":"a"}`]) {
      const other = await query(door, '{ moi }', {}, { 'x-request-id': id });
      expect(other.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it.each([
    ['application/graphql-response+json', 'application/graphql-response+json', 400],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json', 400],
    ['application/json, application/graphql-response+json;q=0.5', 'application/json', 200],
    ['application/json', 'application/json', 200],
    ['*/*', 'application/json', 400],
    ['text/html, application/*;q=0.1', 'application/json', 400],
    [undefined, 'application/json', 400],
  ])('accepting %s is told of a wrong document in %s, status %i', async (accept, type, status) => {
    const answer = await query(door, '{ inconnu }', {}, { accept });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`);
    expectPublished(answer, 'GRAPHQL_VALIDATION_FAILED');
  });
});

const many = (length: number, filler = 'a') => filler.repeat(length);
const variables = (text: string) => `{"query":"query ($n: String) { bonjour(nom: $n) }","variables":{"n":${text}}}`;

describe('a wrong request is refused in French, with a stable code and its identifier', () => {
  it.each<[string, Sent, number, string]>([
    ['no token', { body, headers: { authorization: undefined } }, 401, 'UNAUTHENTICATED'],
    ['another scheme', { body, headers: { authorization: 'Basic YTpi' } }, 401, 'UNAUTHENTICATED'],
    ['an expired token', { body, headers: { authorization: bearer({ exp: now() - 60 }) } }, 401, 'UNAUTHENTICATED'],
    [
      'an unknown partner',
      { body, headers: { authorization: bearer({ institution: 'inconnue' }) } },
      403,
      'INSTITUTION_INCONNUE',
    ],
    ['no token and 5 MB', { body: many(5e6), headers: { authorization: undefined } }, 401, 'UNAUTHENTICATED'],
    ['GET', { method: 'GET' }, 405, 'METHOD_NOT_ALLOWED'],
    ['PUT', { method: 'PUT', body }, 405, 'METHOD_NOT_ALLOWED'],
    ['OPTIONS', { method: 'OPTIONS' }, 405, 'METHOD_NOT_ALLOWED'],
    ['HTML wanted', { body, headers: { accept: 'text/html' } }, 406, 'NOT_ACCEPTABLE'],
    ['JSON refused', { body, headers: { accept: 'application/json;q=0' } }, 406, 'NOT_ACCEPTABLE'],
    ['no type', { body, headers: { 'content-type': undefined } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['text/plain', { body, headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'a form',
      { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['a file', { body, headers: { 'content-type': 'multipart/form-data; boundary=a' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'Latin-1',
      { body, headers: { 'content-type': 'application/json; charset=iso-8859-1' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['gzip', { body, headers: { 'content-encoding': 'gzip' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['5 MB', { body: many(5e6) }, 413, 'PAYLOAD_TOO_LARGE'],
    ['5 MB in chunks', { body: many(5e6), headers: { 'transfer-encoding': 'chunked' } }, 413, 'PAYLOAD_TOO_LARGE'],
    ['one byte too many', { body: many(1_048_577) }, 413, 'PAYLOAD_TOO_LARGE'],
    ['1 MB of nothing', { body: many(1_048_576, ' ') }, 400, 'JSON_INVALIDE'],
    ['no body', {}, 400, 'JSON_INVALIDE'],
    ['half of a JSON', { body: '{"query":"{ bonjour' }, 400, 'JSON_INVALIDE'],
    ['bytes that are not UTF-8', { body: Buffer.from([0x7b, 0xff, 0x7d]) }, 400, 'JSON_INVALIDE'],
    ['a batch', { body: `[${body}]` }, 400, 'BAD_REQUEST'],
    ['an empty batch', { body: '[]' }, 400, 'BAD_REQUEST'],
    ['a text', { body: '"a"' }, 400, 'BAD_REQUEST'],
    ['null', { body: 'null' }, 400, 'BAD_REQUEST'],
    ['an empty object', { body: '{}' }, 400, 'BAD_REQUEST'],
    [
      'a persisted query',
      { body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"a"}}}' },
      400,
      'BAD_REQUEST',
    ],
    ['variables in a text', { body: '{"query":"{ bonjour }","variables":"{}"}' }, 400, 'BAD_REQUEST'],
    ['a NUL', { body: variables('"a\\u0000b"') }, 400, 'BAD_USER_INPUT'],
    ['half a surrogate pair', { body: variables('"a\\ud800b"') }, 400, 'BAD_USER_INPUT'],
    [
      'a NUL written in the document',
      { body: JSON.stringify({ query: '{ bonjour(nom: "\\u0000") }' }) },
      400,
      'BAD_USER_INPUT',
    ],
    ['1e400 for a text', { body: variables('1e400') }, 400, 'BAD_USER_INPUT'],
    ['__proto__ for a text', { body: variables('{"__proto__":{"a":1}}') }, 400, 'BAD_USER_INPUT'],
    ['half a million brackets', { body: variables(`${many(5e5, '[')}${many(5e5, ']')}`) }, 400, 'BAD_USER_INPUT'],
  ])('%s', async (_, sent, status, code) => {
    const answer = await send(door, sent);
    expect(answer.status).toBe(status);
    expectPublished(answer, code);
    expect(answer.json.data).toBeUndefined();
    if (status === 405) expect(answer.headers.allow).toBe('POST');
  });

  it('the scheme is said to who has no token, the error to who has a wrong one', async () => {
    const none = await send(door, { body, headers: { authorization: undefined } });
    expect(none.headers['www-authenticate']).toBe('Bearer realm="passerelle-enfance"');
    const wrong = await send(door, { body, headers: { authorization: 'Bearer a' } });
    expect(wrong.headers['www-authenticate']).toContain('error="invalid_token"');
  });

  it.each([
    ['a variable nobody declared', { query: '{ bonjour }', variables: { __proto__: null, inconnu: SECRET } }],
    ['__proto__ among the variables', JSON.parse('{"query":"{ bonjour }","variables":{"__proto__":{"nom":"x"}}}')],
    ['unknown extensions', { query: '{ bonjour }', extensions: { a: [1] } }],
    ['unknown parameters', { query: '{ bonjour }', autre: SECRET }],
  ])('%s: is served all the same', async (_, value) => {
    const answer = await send(door, { body: JSON.stringify(value) });
    expect(answer.json).toEqual({ data: { bonjour: 'Bonjour vous' } });
  });

  it('a text of 500 kB is accepted, and is one text', async () => {
    const answer = await send(door, { body: variables(JSON.stringify(many(5e5, 'é').slice(0, 4e5))) });
    expect(answer.status).toBe(200);
  });
});
