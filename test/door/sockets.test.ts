import { parse, subscribe } from 'graphql';
import WebSocket from 'ws';
import type { Door } from '../../src/gateway/server';
import { now } from '../auth/tokens';
import { address, client, follow } from './socket-client';
import { bearer, openDoor } from './support';
import { until } from '../support/until';
import { running } from './toy-schema';

let door: Door;
beforeAll(async () => {
  door = await openDoor({
    limits: { initTimeoutMs: 1_000, subscriptionsPerSocket: 2, socketMessageBytes: 8_192, sockets: 20, pingMs: 1_000 },
  });
});
afterAll(() => door.close());

describe('a subscription', () => {
  it('delivers to its bearer until it is complete', async () => {
    const { values, end } = await follow(client(door), 'subscription ($n: Int!) { compteur(jusqua: $n) }', { n: 3 });
    expect(values).toEqual([1, 2, 3].map((compteur) => ({ data: { compteur } })));
    expect(end).toBeUndefined();
  });

  it('may bring its token in the header of the upgrade', async () => {
    const start = JSON.stringify({
      id: '1',
      type: 'subscribe',
      payload: { query: 'subscription { compteur(jusqua: 1) }' },
    });
    const socket = new WebSocket(address(door), 'graphql-transport-ws', { headers: { authorization: bearer() } });
    const types = await new Promise<string[]>((resolve) => {
      const seen: string[] = [];
      socket.on('open', () => {
        socket.send('{"type":"connection_init"}');
      });
      socket.on('message', (data: Buffer) => {
        const { type } = JSON.parse(data.toString('utf8')) as { type: string };
        seen.push(type);
        if (type === 'connection_ack') socket.send(start);
        if (type === 'complete') resolve(seen);
      });
    });
    socket.close();
    expect(types).toEqual(['connection_ack', 'next', 'complete']);
  });

  it('stops working when its client leaves', async () => {
    await follow(client(door), 'subscription { sansFin }', undefined, 2);
    await until('it stops', () => running.sansFin === 0);
  });

  it('has the context of its bearer, the token included, and may be run by another executor', async () => {
    const contexts: unknown[] = [];
    const other = await openDoor({
      subscriber: async (execution) => {
        contexts.push(execution.contextValue);
        return (await subscribe({ ...execution, document: parse('subscription { compteur(jusqua: 1) }') })) as never;
      },
    });
    const authorization = bearer();
    const by = client(other, { authorization });
    expect((await follow(by, 'subscription { sansFin }')).values).toEqual([{ data: { compteur: 1 } }]);
    await by.dispose();
    await other.close();
    expect(contexts).toEqual([{ institution: 'crip-31', authorization }]);
  });
});

describe('a token that expires', () => {
  it('closes the socket in the middle of a subscription, which stops', async () => {
    const start = Date.now();
    const { values, end } = await follow(
      client(door, { authorization: bearer({ exp: now() + 2 }) }),
      'subscription { sansFin }',
    );
    expect(values.length).toBeGreaterThan(3);
    expect(end).toMatchObject({ code: 4403, reason: "Jeton d'accès expiré : reconnectez-vous avec un jeton neuf." });
    expect(Date.now() - start).toBeLessThan(10_000);
    await until('it stops', () => running.sansFin === 0);
  });
});

describe('a socket', () => {
  it('that answers no ping is dropped', async () => {
    const socket = new WebSocket(address(door), 'graphql-transport-ws', {
      headers: { authorization: bearer() },
      autoPong: false,
    });
    socket.on('open', () => {
      socket.send('{"type":"connection_init"}');
    });
    const code = await new Promise((resolve) => socket.once('close', resolve));
    expect(code).toBe(1006);
  });

  it('is told when the door closes, in French', async () => {
    const other = await openDoor();
    const followed = follow(client(other), 'subscription { sansFin }');
    await until('it follows', () => running.sansFin === 1);
    await other.close();
    expect((await followed).end).toMatchObject({ code: 1001, reason: 'Le hub redémarre : reconnectez-vous.' });
    await until('it stops', () => running.sansFin === 0);
  });
});
