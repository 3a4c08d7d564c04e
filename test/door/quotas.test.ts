import { randomUUID } from 'node:crypto';
import type { DoorDeps } from '../../src/gateway/server';
import { DEFAULT_LIMITS } from '../../src/platform/limits';
import { client, follow } from './socket-client';
import { bearer, expectPublished, openDoor, query, send, type TestContext } from './support';

const open = (limits: DoorDeps<TestContext>['limits'] = {}, more: Partial<DoorDeps<TestContext>> = {}) =>
  openDoor({
    limits: { ...DEFAULT_LIMITS, clientPerMinute: 10, urgentPerMinute: 10, failuresPerMinute: 5, ...limits },
    ...more,
  });
const as = (sub: string) => ({ authorization: bearer({ sub }) });
const times = <T>(count: number, work: (rank: number) => T): T[] => Array.from({ length: count }, (_, i) => work(i));

describe('a client that asks too much', () => {
  it('is told to wait, in a burst as one by one, and nobody else is', async () => {
    const door = await open();
    const burst = await Promise.all(times(15, () => query(door, '{ moi }', {}, as('a'))));
    expect(burst.map(({ status }) => status).sort()).toEqual([...times(10, () => 200), ...times(5, () => 429)]);
    const refused = await query(door, '{ moi }', {}, as('a'));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(expectPublished(refused, 'QUOTA_DEPASSE').message).toMatch(/^Trop de demandes .* réessayez dans \d+ s\.$/);
    expect((await query(door, '{ moi }', {}, as('b'))).status).toBe(200);
    await door.close();
  });

  it('is told so with its status, whatever the media type it wants', async () => {
    const door = await open({ clientPerMinute: 1 });
    await query(door, '{ moi }');
    expect((await query(door, '{ moi }', {}, { accept: 'application/json' })).status).toBe(429);
    await door.close();
  });

  it.each([
    ['aliases', `{ ${times(11, (i) => `a${String(i)}: dossier(id: ${String(i)}) { id }`).join(' ')} }`],
    [
      'fragments',
      '{ ...F ...G ...F } fragment F on Query { a: moi b: moi c: moi d: moi } fragment G on Query { e: moi f: moi g: moi }',
    ],
  ])('hidden behind %s: each guess counts', async (_, document) => {
    const door = await open();
    expectPublished(await query(door, document), 'QUOTA_DEPASSE');
    await door.close();
  });

  it('over a socket: the same budget', async () => {
    const door = await open({ clientPerMinute: 2 });
    const authorization = bearer({ sub: randomUUID() });
    await query(door, '{ moi }', {}, { authorization });
    const by = client(door, { authorization });
    expect((await follow(by, 'subscription { sansFin }', undefined, 1)).values).toHaveLength(1);
    expect((await follow(by, 'subscription { sansFin }')).end[0]).toMatchObject({
      extensions: { code: 'QUOTA_DEPASSE' },
    });
    await by.dispose();
    await door.close();
  });

  it('all clients together have a budget', async () => {
    const door = await open({ everyonePerMinute: 3 });
    const answers = await Promise.all(times(5, (i) => query(door, '{ moi }', {}, as(String(i)))));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
    await door.close();
  });
});

describe('the urgent lane', () => {
  const urgent = { voieUrgente: new Set(['bonjour', 'ecrire']) };

  it('answers a client whose budget, and everyone’s, are exhausted', async () => {
    const door = await open({ everyonePerMinute: 20 }, urgent);
    await Promise.all(times(40, (i) => query(door, '{ moi }', {}, as(String(i % 3)))));
    expect((await query(door, '{ moi }', {}, as('0'))).status).toBe(429);
    expect((await query(door, '{ moi }', {}, as('neuf'))).status).toBe(429);
    expect((await query(door, '{ __typename bonjour }', {}, as('0'))).status).toBe(200);
    expect((await query(door, 'mutation { ecrire }', {}, as('1'))).status).toBe(200);
    await door.close();
  });

  it('has a budget of its own, and does not carry what is not urgent', async () => {
    const door = await open({ clientPerMinute: 1 }, urgent);
    await query(door, '{ moi }');
    expect((await query(door, '{ bonjour moi }')).status).toBe(429);
    expect((await query(door, '{ ...F } fragment F on Query { moi }')).status).toBe(429);
    const burst = await Promise.all(times(12, () => query(door, '{ bonjour }')));
    expect(burst.filter(({ status }) => status === 429)).toHaveLength(2);
    await door.close();
  });
});

describe('an address that fails to say who it is', () => {
  it('is told to wait; a right token from it passes all the same', async () => {
    const door = await open();
    const wrong = () => send(door, { body: '{}', headers: { authorization: 'Bearer a.b.c' } });
    const answers = await Promise.all(times(8, wrong));
    expect(answers.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const refused = await wrong();
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expectPublished(refused, 'QUOTA_DEPASSE');
    expect((await query(door, '{ moi }')).status).toBe(200);
    await door.close();
  });

  it('over sockets and on the other addresses too', async () => {
    const handle = async (_: unknown, __: unknown, { identify }: { identify: () => Promise<unknown> }) => {
      await identify();
    };
    const door = await open({ failuresPerMinute: 1 }, { routes: [{ path: '/depot', handle }] });
    const wrong = () => send(door, { path: '/depot', body: '', headers: { authorization: 'Bearer a' } });
    expect((await wrong()).status).toBe(401);
    const refused = await wrong();
    expect(refused).toMatchObject({ status: 429, json: { code: 'QUOTA_DEPASSE' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const by = client(door, { authorization: 'Bearer a' });
    expect((await follow(by, 'subscription { sansFin }')).end).toMatchObject({ code: 1013 });
    await by.dispose();
    await door.close();
  });
});
