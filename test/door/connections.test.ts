import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { Door } from '../../src/gateway/server';
import { until } from '../support/until';
import { bearer, openDoor, raw, send } from './support';

let door: Door;
beforeAll(async () => {
  door = await openDoor({ limits: { headersTimeoutMs: 300, requestTimeoutMs: 400 } });
});
afterAll(() => door.close());

const body = JSON.stringify({ query: '{ bonjour }' });

const head = `POST /graphql HTTP/1.1\r\nhost: a\r\nauthorization: ${bearer()}\r\ncontent-type: application/json\r\n`;

describe('bytes that are not an HTTP request', () => {
  it.each([
    ['nonsense', 'bonjour\r\n\r\n', '400', 'HTTP_INVALIDE'],
    ['two lengths', `${head}content-length: 5\r\ncontent-length: 6\r\n\r\n{}`, '400', 'HTTP_INVALIDE'],
    [
      'a length and chunks',
      `${head}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      '400',
      'HTTP_INVALIDE',
    ],
    ['a header of 100 kB', `${head}x-long: ${'a'.repeat(100_000)}\r\n\r\n`, '431', 'ENTETES_TROP_LONGS'],
    ['a NUL in a header', `${head}x-nul: a\0b\r\n\r\n`, '400', 'HTTP_INVALIDE'],
  ])('%s: refused, and the connection ends', async (_, bytes, status, code) => {
    const answer = await raw(door, bytes, { end: false });
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain(code);
    expect(answer).not.toMatch(/stack|node:/i);
  });

  it.each([
    ['headers that never end', 'POST /graphql HTTP/1.1\r\nhost: a\r\n'],
    ['a body that never comes', `${head}content-length: 50\r\n\r\n{"query"`],
  ])('%s: 408 in due time', async (_, bytes) => {
    const start = Date.now();
    expect(await raw(door, bytes, { end: false })).toMatch(/^HTTP\/1.1 408 [^]*REQUEST_TIMEOUT/);
    expect(Date.now() - start).toBeLessThan(10_000);
  });
});

describe('the body of a request', () => {
  it('is not asked for before the caller is known', async () => {
    const continued = jest.fn();
    const status = await new Promise<number | undefined>((resolve) => {
      const headers = { expect: '100-continue', 'content-length': 2_000_000, 'content-type': 'application/json' };
      const request = httpRequest(`${door.url}/graphql`, { method: 'POST', headers, agent: false });
      request.on('continue', continued).once('response', (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.flushHeaders();
    });
    expect(status).toBe(401);
    expect(continued).not.toHaveBeenCalled();
  });

  it('is asked for when it is expected', async () => {
    const answer = await send(door, {
      body,
      headers: { expect: '100-continue', 'content-length': String(body.length) },
    });
    expect(answer.status).toBe(200);
  });
});

describe('connections', () => {
  it('that are too many are closed at once, and those that end make room', async () => {
    const few = await openDoor({ limits: { connections: 2 } });
    const { hostname, port } = new URL(few.url);
    const open = () => connect(Number(port), hostname).on('error', () => undefined);
    const idle = [open(), open()];
    await Promise.all(idle.map((socket) => new Promise((done) => socket.once('connect', done))));
    const third = open();
    await new Promise((done) => third.once('close', done));
    idle.forEach((socket) => socket.destroy());
    await until('there is room', async () => {
      const answer = await send(few, { body }).catch(() => undefined);
      return answer?.status === 200;
    });
    await few.close();
  });

  it('of who does not read its answer are closed', async () => {
    const patient = await openDoor({ limits: { idleMs: 200 } });
    const { hostname, port } = new URL(patient.url);
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    const fields = Array.from({ length: 40 }, (_, i) => `a${i}: bonjour(nom: $n)`).join(' ');
    const nom = 'a'.repeat(1_000_000);
    const text = JSON.stringify({ query: `query ($n: String) { ${fields} }`, variables: { n: nom } });
    socket.write(`${head}content-length: ${text.length}\r\n\r\n${text}`);
    // 40 MB wait to be read: no system keeps as much for a connection.
    await new Promise((done) => setTimeout(done, 3_000));
    let read = 0;
    const ended = new Promise((done) => socket.once('close', done));
    socket.on('data', (chunk: Buffer) => (read += chunk.length));
    await ended;
    expect(read).toBeLessThan(40 * nom.length);
    await patient.close();
  });
});
