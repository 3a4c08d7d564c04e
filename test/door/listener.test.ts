import { client, follow } from './socket-client';
import { until } from '../support/until';
import { bearer, openDoor, query, send } from './support';
import { running, SECRET } from './toy-schema';

describe('the other addresses', () => {
  it('live, ready, and a problem document for what does not exist', async () => {
    let pret = true;
    const door = await openDoor({ pret: () => Promise.resolve([{ nom: 'base', pret }]) });
    const anonymous = { headers: { authorization: undefined } };
    expect((await send(door, { method: 'GET', path: '/livez', ...anonymous })).status).toBe(200);
    expect((await send(door, { method: 'GET', path: '/readyz', ...anonymous })).json.statut).toBe('prêt');
    pret = false;
    const unready = await send(door, { method: 'GET', path: '/readyz', ...anonymous });
    expect(unready).toMatchObject({ status: 503, json: { etats: [{ nom: 'base', pret: false }] } });
    expect((await send(door, { method: 'HEAD', path: '/livez' })).text).toBe('');
    const post = await send(door, { path: '/livez', body: 'x' });
    expect(post).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    for (const path of ['/', '//graphql', '/graphql/', '/__proto__', '/graphql%2f']) {
      const answer = await send(door, { method: 'GET', path });
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(answer.json).toEqual({
        type: 'urn:passerelle-enfance:erreur:ROUTE_INCONNUE',
        title: "Aucun service du hub n'est à cette adresse.",
        status: 404,
        code: 'ROUTE_INCONNUE',
        requete: answer.headers['x-request-id'],
      });
    }
    await door.close();
  });

  it('a probe that fails is an unready hub', async () => {
    const door = await openDoor({ pret: () => Promise.reject(new Error(SECRET)) });
    const answer = await send(door, { method: 'GET', path: '/readyz' });
    expect(answer.status).toBe(503);
    expect(answer.text).not.toContain(SECRET);
    await door.close();
  });

  it('can be added, with the same identification and the same refusals', async () => {
    const door = await openDoor({
      routes: [
        {
          path: '/depot/*',
          methods: ['PUT'],
          handle: async (_, response, { identify }) => {
            response.end((await identify()).institution);
          },
        },
        {
          path: '/depot/casse',
          handle: () => {
            throw new Error(SECRET);
          },
        },
      ],
    });
    expect((await send(door, { method: 'PUT', path: '/depot/a/b' })).text).toBe('crip-31');
    const anonymous = await send(door, { method: 'PUT', path: '/depot/a', headers: { authorization: undefined } });
    expect(anonymous).toMatchObject({ status: 401, json: { code: 'UNAUTHENTICATED' } });
    expect(anonymous.headers['www-authenticate']).toContain('Bearer');
    const broken = await send(door, { method: 'PUT', path: '/depot/casse' });
    expect(broken).toMatchObject({ status: 500, json: { code: 'ERREUR_INTERNE' } });
    expect(broken.text).not.toContain(SECRET);
    await door.close();
  });
});

describe('a door that closes', () => {
  it('lets the request under way finish and takes no other', async () => {
    const door = await openDoor();
    let go: () => void = () => undefined;
    running.attente = new Promise((done) => (go = done));
    const { url } = door;
    const before = running.bonjour;
    const under = fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: bearer(), 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ bonjour }' }),
    });
    await until('it is under way', () => running.bonjour > before);
    const closed = door.close();
    await expect(fetch(`${url}/livez`, { headers: { connection: 'close' } })).rejects.toThrow();
    go();
    running.attente = undefined;
    expect(await (await under).json()).toEqual({ data: { bonjour: 'Bonjour vous' } });
    await closed;
  });

  it('says first that it is not ready and still serves, sockets included; then it closes', async () => {
    const door = await openDoor({ shutdownDelayMs: 2_000 });
    const ready = () => send(door, { method: 'GET', path: '/readyz' });
    expect((await ready()).status).toBe(200);
    const by = client(door);
    const followed = follow(by, 'subscription { sansFin }');
    await until('it follows', () => running.sansFin === 1);
    const closed = door.close();
    const unready = await ready();
    expect(unready).toMatchObject({ status: 503, headers: { connection: 'close' } });
    expect((await send(door, { method: 'GET', path: '/livez' })).status).toBe(200);
    expect((await query(door, '{ bonjour }')).json).toEqual({ data: { bonjour: 'Bonjour vous' } });
    const { url } = door;
    await closed;
    expect((await followed).end).toMatchObject({ code: 1001 });
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
  });

  it('does not wait for ever', async () => {
    const door = await openDoor({ limits: { drainMs: 50 } });
    running.attente = new Promise(() => undefined);
    const before = running.bonjour;
    const under = query(door, '{ bonjour }');
    under.catch(() => undefined);
    await until('it is under way', () => running.bonjour > before);
    await door.close();
    running.attente = undefined;
    await expect(under).rejects.toThrow();
  });
});
