import WebSocket from 'ws';
import type { Door } from '../../src/gateway/server';
import { now } from '../auth/tokens';
import { until } from '../support/until';
import { address, bare, client, follow, init } from './socket-client';
import { bearer, openDoor, recordingLogger, registre } from './support';
import { running, SECRET } from './toy-schema';

let door: Door;
const logger = recordingLogger();
beforeAll(async () => {
  door = await openDoor({
    logger,
    registre: registre('inconnue'),
    limits: { initTimeoutMs: 1_000, subscriptionsPerSocket: 2, socketMessageBytes: 8_192, sockets: 20, pingMs: 1_000 },
  });
});
afterAll(() => door.close());

describe('a socket without a right token is closed', () => {
  it.each([
    ['nothing said', [], 4408, 'délai'],
    ['no token', ['{"type":"connection_init"}'], 4401, 'absent'],
    ['a wrong token', [init('Bearer a.b.c')], 4401, 'refusé'],
    ['an expired token', [init(bearer({ exp: now() - 60 }))], 4401, 'expiré'],
    ['an unknown partner', [init(bearer({ institution: 'inconnue' }))], 4403, 'enregistrée'],
    ['a subscription first', ['{"id":"1","type":"subscribe","payload":{"query":"{a}"}}'], 4401, 'absent'],
    ['two openings', [init(), init()], 4429, 'déjà'],
    ['nonsense', ['bonjour'], 4400, 'invalide'],
    ['a message too long', [`"${'a'.repeat(9_000)}"`], 1009, ''],
  ])('%s', async (_, messages, code, reason) => {
    const closed = await bare(door, messages);
    expect(closed.code).toBe(code);
    expect(closed.reason).toContain(reason);
  });

  it('another protocol', async () => {
    expect((await bare(door, [init()], { protocol: 'graphql-ws' })).code).not.toBe(1000);
  });

  it('another address', async () => {
    expect((await bare(door, [init()], { path: '/autre' })).code).toBe(1006);
  });

  it('more sockets than the door holds', async () => {
    const small = await openDoor({ limits: { sockets: 1 } });
    const first = client(small);
    void follow(first, 'subscription { sansFin }');
    await until('the first is there', () => running.sansFin === 1);
    const second = new WebSocket(address(small), 'graphql-transport-ws');
    const refused = await new Promise((resolve) =>
      second.once('error', (error) => {
        resolve(error.message);
      }),
    );
    expect(refused).toContain('503');
    await first.dispose();
    await small.close();
  });
});

describe('what a socket refuses, in the words of the door', () => {
  it.each([
    ['{ bonjour }', undefined, 'BAD_REQUEST', 'POST'],
    ['mutation { ecrire }', undefined, 'BAD_REQUEST', 'POST'],
    ['subscription {', undefined, 'GRAPHQL_PARSE_FAILED', 'la fin du document'],
    ['subscription { inconnu }', undefined, 'GRAPHQL_VALIDATION_FAILED', '« inconnu »'],
    [`subscription { sansFin { ${'b '.repeat(2_100)} } }`, undefined, 'GRAPHQL_PARSE_FAILED', 'trop long'],
    ['subscription ($n: Int!) { compteur(jusqua: $n) }', { n: SECRET }, 'BAD_USER_INPUT', '« $n »'],
    ['subscription ($n: Int!) { compteur(jusqua: $n) }', { n: '\u0000' }, 'BAD_USER_INPUT', 'caractère nul'],
    ['subscription A { sansFin } subscription B { sansFin }', undefined, 'BAD_REQUEST', 'operationName'],
  ])('%.40s', async (query, variables, code, named) => {
    const by = client(door);
    const { values, end } = await follow(by, query, variables);
    await by.dispose();
    const [error] = values.length > 0 ? values[0].errors : end;
    expect(error.extensions).toEqual({ code, requete: expect.any(String) });
    expect(error.message).toContain(named);
    expect(JSON.stringify({ values, end })).not.toContain(SECRET);
  });

  it('more subscriptions than allowed', async () => {
    const by = client(door);
    void follow(by, 'subscription { sansFin }');
    void follow(by, 'subscription { sansFin }');
    const { end } = await follow(by, 'subscription { sansFin }');
    await by.dispose();
    expect(end[0]).toMatchObject({
      message: 'Un socket porte au plus 2 abonnements.',
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  it('a field that fails: ERREUR_INTERNE, and the operators know', async () => {
    const by = client(door);
    const { values } = await follow(by, 'subscription { casseEnRoute }');
    await by.dispose();
    expect(values[0].data).toEqual({ casseEnRoute: null });
    expect(values[0].errors[0].extensions.code).toBe('ERREUR_INTERNE');
    expect(JSON.stringify(values)).not.toContain(SECRET);
    const requestId = values[0].errors[0].extensions.requete as string;
    expect(logger.lines.some((line) => line.level === 'error' && line.requestId === requestId)).toBe(true);
  });
});
