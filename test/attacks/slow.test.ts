import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { request } from 'undici';
import WebSocket from 'ws';
import { ordonnance } from '../scenarios/envois';
import { NOTIFIER } from '../scenarios/operations';
import { accuse, INSTITUTIONS, ouvrirHub, ouvrirTerrain, type HubOuvert, type Terrain } from '../subgraphs/hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  const env = { LIMIT_HEADERS_MS: '1000', LIMIT_REQUEST_MS: '1500', LIMIT_SOCKET_INIT_MS: '1000' };
  hub = await ouvrirHub(terrain, { production: true, env });
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

interface Slow {
  readonly socket: Socket;
  /** All that came back, once the connection has ended. */
  readonly ended: Promise<string>;
}

/** Says `head` at once, then a byte at a time, for ever. */
function drip(head: string, byte: string): Slow {
  const { hostname, port } = new URL(hub.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  let received = '';
  socket.setEncoding('utf8').on('data', (chunk) => (received += String(chunk)));
  socket.write(head);
  const dripping = setInterval(() => socket.write(byte), 40);
  const ended = new Promise<string>((done) => {
    socket.once('close', () => {
      clearInterval(dripping);
      done(received);
    });
  });
  return { socket, ended };
}

const opening = (more: string) => `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${more}`;

test('slow senders are cut in time, and an urgent measure passes meanwhile', async () => {
  const token = `authorization: Bearer ${hub.jeton(INSTITUTIONS.parquet)}\r\n`;
  const slow = [
    ...Array.from({ length: 60 }, () => drip('POST /graphql HTTP/1.1\r\nhost: a\r\nx-long: ', 'a')),
    ...Array.from({ length: 30 }, () => drip(opening(`${token}content-length: 1000\r\n\r\n{`), ' ')),
    ...Array.from({ length: 30 }, () => drip(opening(`${token}transfer-encoding: chunked\r\n\r\n`), '1\r\n \r\n')),
    ...Array.from({ length: 30 }, () => drip('', 'G')),
  ];
  const started = performance.now();
  accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance() }));
  const answers = await Promise.all(slow.map(({ ended }) => ended));
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(answers.filter((answer) => !/^HTTP\/1.1 4(08|00) /.test(answer))).toEqual([]);
  expect(answers.filter((answer) => answer.includes('REQUEST_TIMEOUT')).length).toBeGreaterThan(100);
});

test('sockets that say nothing are closed', async () => {
  const silent = Array.from({ length: 30 }, () => new WebSocket(hub.url.replace('http', 'ws'), 'graphql-transport-ws'));
  const codes = await Promise.all(silent.map((socket) => new Promise((done) => socket.once('close', done))));
  expect(codes).toEqual(silent.map(() => 4408));
});

describe('bodies', () => {
  const authorization = () => `Bearer ${hub.jeton(INSTITUTIONS.college)}`;
  const megabyte = Buffer.alloc(1_048_576, 'a');

  async function* endless() {
    for (;;) {
      yield megabyte;
      await sleep(1);
    }
  }

  test.each([
    ['of 5 MB', () => Buffer.alloc(5 * megabyte.length, 'a'), 413],
    ['of one string of 5 MB', () => Buffer.from(JSON.stringify({ query: 'a'.repeat(5 * megabyte.length) })), 413],
    ['without end', () => Readable.from(endless()), 413],
    ['of 900 kB of brackets', () => Buffer.alloc(900_000, '['), 400],
    ['of 900 kB of escapes', () => Buffer.from(`"${'\\u0000'.repeat(150_000)}"`), 400],
  ])('%s', async (_, body, expected) => {
    const headers = { authorization: authorization(), 'content-type': 'application/json' };
    const { statusCode, body: answer } = await request(hub.url, { method: 'POST', headers, body: body() });
    expect([statusCode, await answer.text()]).toEqual([expected, expect.stringContaining('"errors"')]);
  });

  test('nobody is read before he is known', async () => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(hub.url, { method: 'POST', headers, body: Readable.from(endless()) });
    const { statusCode, body } = await sent;
    await body.dump();
    expect(statusCode).toBe(401);
  });
});
