import type { Client } from 'graphql-ws';
import WebSocket from 'ws';
import { until } from '../support/until';
import { address, bare, client, follow, init } from './socket-client';
import { bearer, openDoor, registre } from './support';
import { running } from './toy-schema';

const as = (sub: string) => ({ authorization: bearer({ sub }) });
const FOREVER = 'subscription { sansFin }';
const settled = () => new Promise((done) => setTimeout(done, 100));
const followed = (count: number) => until(`${String(count)} followed`, () => running.sansFin === count);
/** A place freed is free once the door has seen who left it. */
const served = (by: () => Client) =>
  until('it is served', async () => (await follow(by(), FOREVER, undefined, 1)).values.length === 1);

describe('what one client may open', () => {
  it('sockets: the next is closed in French, another client is served, and a place freed is free', async () => {
    const door = await openDoor({ limits: { socketsPerClient: 2 } });
    const [first, second] = [client(door, as('a')), client(door, as('a'))];
    void follow(first, FOREVER);
    void follow(second, FOREVER);
    await followed(2);
    const refused = await follow(client(door, as('a')), FOREVER);
    expect(refused.end).toMatchObject({ code: 1013, reason: 'Un client ouvre au plus 2 WebSockets.' });
    const other = client(door, as('b'));
    expect((await follow(other, FOREVER, undefined, 1)).values).toHaveLength(1);
    await first.dispose();
    await served(() => client(door, as('a')));
    for (const one of [second, other]) await one.dispose();
    await door.close();
    await followed(0);
  });

  it('subscriptions, over all its sockets; one that ends makes room', async () => {
    const door = await openDoor({ limits: { subscriptionsPerClient: 2 } });
    const [first, second] = [client(door, as('a')), client(door, as('a'))];
    void follow(first, FOREVER);
    void follow(second, FOREVER);
    await followed(2);
    const { end } = await follow(second, FOREVER);
    expect(end[0]).toMatchObject({
      message: 'Un client porte au plus 2 abonnements.',
      extensions: { code: 'QUOTA_DEPASSE' },
    });
    await first.dispose();
    await served(() => second);
    await second.dispose();
    await door.close();
  });

  it('messages between two heartbeats', async () => {
    const door = await openDoor({ limits: { socketMessages: 10, pingMs: 60_000 } });
    const pings = Array.from({ length: 10 }, () => '{"type":"ping"}');
    expect(await bare(door, [init(), ...pings])).toMatchObject({
      code: 1008,
      reason: expect.stringContaining('Trop de messages'),
    });
    await door.close();
  });

  it('nothing for ever: a socket that leaves while it says who it is takes no place', async () => {
    let go: () => void = () => undefined;
    const asked = new Promise<void>((done) => (go = done));
    const door = await openDoor({
      limits: { socketsPerClient: 1 },
      registre: { ...registre(), habiliter: (jeton) => asked.then(() => registre().habiliter(jeton)) },
    });
    const hurried = new WebSocket(address(door), 'graphql-transport-ws');
    await new Promise((done) => hurried.once('open', done));
    hurried.send(init(bearer({ sub: 'a' })));
    await settled();
    hurried.terminate();
    await settled();
    go();
    await served(() => client(door, as('a')));
    await door.close();
  });
});
