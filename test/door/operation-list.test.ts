import { sha256 } from '../../src/platform/allowed-operations';
import type { Door } from '../../src/gateway/server';
import { client, follow } from './socket-client';
import { expectPublished, openDoor, send } from './support';

const DIRE = 'query Dire($n: String) { bonjour(nom: $n) }';
const SUIVRE = 'subscription Suivre { compteur(jusqua: 2) }';
const operations = new Map([DIRE, SUIVRE].map((text) => [sha256(text), text]));
const hash = sha256(DIRE);
const persisted = (sha256Hash: unknown) => ({ persistedQuery: { version: 1, sha256Hash } });

let door: Door;
beforeAll(async () => {
  door = await openDoor({ operations });
});
afterAll(() => door.close());

const post = (body: object) => send(door, { body: JSON.stringify(body) });
const variables = { n: 'Ada' };

describe('a door with a list of operations', () => {
  it.each([
    ['its text', { query: DIRE }],
    ['its SHA-256', { documentId: hash }],
    ['its SHA-256, prefixed', { documentId: `sha256:${hash}` }],
    ['the extension of Apollo clients', { extensions: persisted(hash) }],
    ['both', { query: DIRE, documentId: hash, extensions: { autre: 1 } }],
  ])('serves an operation of the list by %s', async (_, body) => {
    expect((await post({ ...body, variables })).json).toEqual({ data: { bonjour: 'Bonjour Ada' } });
  });

  it.each([
    ['an unknown SHA-256', { documentId: sha256('{ moi }') }],
    ['an unknown SHA-256, Apollo’s way', { extensions: persisted(sha256('{ moi }')) }],
    ['a known SHA-256 with another text', { documentId: hash, query: '{ moi }' }],
    ['a known SHA-256 with almost the same text', { extensions: persisted(hash), query: `${DIRE} ` }],
    ['a free operation', { query: '{ bonjour }' }],
    ['introspection', { query: '{ __schema { types { name } } }' }],
    ['a SHA-256 that is none', { documentId: { toString: 1 } }],
    ['a SHA-256 of another kind', { extensions: persisted(['__proto__']) }],
    ['a name of every object', { documentId: '__proto__' }],
  ])('refuses %s', async (_, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expectPublished(answer, 'OPERATION_NON_AUTORISEE');
  });

  it.each([
    ['nothing', {}],
    ['an empty text', { query: '' }],
    ['a batch', [{ documentId: hash }]],
  ])('refuses %s as ever', async (_, body) => {
    expectPublished(await post(body), 'BAD_REQUEST');
  });

  it('checks the variables as ever', async () => {
    expectPublished(await post({ documentId: hash, variables: { n: 1 } }), 'BAD_USER_INPUT');
    expectPublished(await post({ documentId: hash, variables: { n: '\0' } }), 'BAD_USER_INPUT');
  });

  it('holds for the sockets', async () => {
    const by = client(door);
    expect((await follow(by, SUIVRE)).values).toHaveLength(2);
    const { end } = await follow(by, 'subscription { compteur(jusqua: 2) }');
    expect(end[0]).toMatchObject({ extensions: { code: 'OPERATION_NON_AUTORISEE' } });
    await by.dispose();
  });
});

it('without a list, a request that names its document only is refused', async () => {
  const free = await openDoor();
  const answer = await send(free, { body: JSON.stringify({ documentId: hash }) });
  expectPublished(answer, 'BAD_REQUEST');
  await free.close();
});
