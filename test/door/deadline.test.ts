import type { RequeteGraphql } from '../../src/gateway/context';
import { client, follow } from './socket-client';
import { until } from '../support/until';
import { expectPublished, openDoor, query, recordingLogger, registre, send } from './support';
import { running } from './toy-schema';

const never = () => new Promise<never>(() => undefined);

describe('an operation that does not end', () => {
  it('is refused in French with when to try again, its context is told, and the door serves on', async () => {
    const seen: RequeteGraphql[] = [];
    const logger = recordingLogger();
    const door = await openDoor({
      logger,
      limits: { operationMs: 100 },
      contextFor: ({ institution }, requete) => {
        seen.push(requete);
        return { institution, authorization: undefined };
      },
    });
    running.attente = never();
    const late = await query(door, '{ bonjour }');
    running.attente = undefined;
    expect(late.status).toBe(503);
    expect(late.headers['retry-after']).toBe('1');
    expect(expectPublished(late, 'DELAI_DEPASSE').message).toContain("clé d'idempotence");
    expect((await query(door, '{ bonjour }')).status).toBe(200);
    expect(seen.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    expect(logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
    await door.close();
  });

  it.each([
    ['the register of partners', { registre: { ...registre(), habiliter: never } }],
    ['the context', { contextFor: never }],
  ])('nor does %s', async (_, slow) => {
    const door = await openDoor({ ...slow, limits: { operationMs: 100 } });
    expectPublished(await query(door, '{ bonjour }'), 'DELAI_DEPASSE');
    await door.close();
  });

  it('on the other addresses and over sockets too', async () => {
    const handle = async (_: unknown, __: unknown, { identify }: { identify: () => Promise<unknown> }) => {
      await identify();
    };
    const door = await openDoor({
      registre: { ...registre(), habiliter: never },
      limits: { operationMs: 100 },
      routes: [{ path: '/depot', handle }],
    });
    expect(await send(door, { path: '/depot' })).toMatchObject({ status: 503, json: { code: 'DELAI_DEPASSE' } });
    expect((await follow(client(door), 'subscription { sansFin }')).end).toMatchObject({ code: 1013 });
    await door.close();
  });
});

it('a socket that closes tells the contexts of its subscriptions', async () => {
  const seen: RequeteGraphql[] = [];
  const door = await openDoor({
    contextFor: ({ institution }, requete) => {
      seen.push(requete);
      return { institution, authorization: undefined };
    },
  });
  const by = client(door);
  await follow(by, 'subscription { compteur(jusqua: 1) }');
  expect(seen[0]?.signal.aborted).toBe(false);
  await by.dispose();
  await until('they are told', () => seen[0]?.signal.aborted === true);
  await door.close();
});
