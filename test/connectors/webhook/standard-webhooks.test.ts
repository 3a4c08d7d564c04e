import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { signatures } from '../../../connectors/webhook/wire';
import { registerPartner, SECRET, startHub, writeDeliveries, type Hub } from '../../jobs/hub';
import { freshDatabase, type TestDatabase } from '../../support/database';
import { until } from '../../support/until';

/**
 * The one vector that Standard Webhooks publishes with its secret: « sign function works », the same in the suites of its
 * libraries (github.com/standard-webhooks/standard-webhooks, libraries/javascript/src/webhook.test.ts,
 * libraries/go/webhook_symmetric_test.go).
 */
const PUBLIE = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  payload: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
/** From the same suites: a signature of something else, of both versions. */
const AUTRES = ['v1', 'v2'].map((version) => `${version},Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=`);
const SIX_MINUTES = 6 * 60;

afterEach(() => jest.restoreAllMocks());

/** Verifies as a partner does whose clock says this, in seconds. */
function verifierA(seconds: number, secret: string, payload: string, headers: Record<string, string>): unknown {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(seconds * 1_000);
  try {
    return new Webhook(secret).verify(payload, headers);
  } finally {
    clock.mockRestore();
  }
}

describe('the published vector', () => {
  const { secret, id, timestamp, payload, signature } = PUBLIE;
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
  const verify = (change: Partial<typeof headers>, body: string = payload) =>
    verifierA(timestamp, secret, body, { ...headers, ...change });

  test('is what our signer makes, with or without the prefix of the secret', () => {
    const at = new Date(timestamp * 1_000);
    for (const written of [secret, secret.replace('whsec_', '')])
      expect(signatures(written, id, at, payload)).toBe(signature);
    expect(signatures(`${secret} ${SECRET}`, id, at, payload).split(' ')[0]).toBe(signature);
  });

  test('is verified, alone and among others', () => {
    expect(verify({})).toEqual({ test: 2_432_232_314 });
    const among = [AUTRES[0], AUTRES[1], signature, AUTRES[0]].join(' ');
    expect(verify({ 'webhook-signature': among })).toEqual({ test: 2_432_232_314 });
  });

  const CHANGES: Record<string, [change: Partial<typeof headers>, body?: string]> = {
    'no id': [{ 'webhook-id': '' }],
    'no timestamp': [{ 'webhook-timestamp': '' }],
    'a timestamp that is no number': [{ 'webhook-timestamp': 'hello' }],
    'no signature': [{ 'webhook-signature': '' }],
    'another signature': [{ 'webhook-signature': 'v1,dawfeoifkpqwoekfpqoekf' }],
    'a part of it': [{ 'webhook-signature': signature.slice(0, 8) }],
    'an empty one': [{ 'webhook-signature': 'v1,' }],
    'others alone': [{ 'webhook-signature': AUTRES.join(' ') }],
    'another payload': [{}, '{"test": 2432232315}'],
  };
  test.each(Object.keys(CHANGES))('is refused with %s', (nom) => {
    expect(() => verify(...CHANGES[nom]!)).toThrow(WebhookVerificationError);
  });

  test.each([
    ['past', 301],
    ['future', -301],
  ])('is refused five minutes and a second in the %s', (_, later) => {
    expect(() => verifierA(timestamp + later, secret, payload, headers)).toThrow(/timestamp too/);
  });
});

describe('what our worker sends over HTTP', () => {
  let database: TestDatabase;
  let hub: Hub;
  let server: Server;
  const recus: { readonly body: string; readonly headers: Record<string, string> }[] = [];
  const lu = () => recus[0]!;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = request.headers as Record<string, string>;
        if (request.method === 'POST') recus.push({ body: Buffer.concat(chunks).toString('utf8'), headers });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hub`;
    database = await freshDatabase();
    hub = await startHub({ database });
    await registerPartner(database, 'ase-31', { url });
    await writeDeliveries(database, 'ase-31', { now: hub.clock.now() });
    hub.relay.wake();
    await until('a webhook', () => Promise.resolve(recus.length > 0));
  });
  afterAll(async () => {
    await hub.stop();
    await database.drop();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  test('is verified by the library, and signed as the specification says, computed without it', () => {
    const { body, headers } = lu();
    expect(new Webhook(SECRET).verify(body, headers)).toEqual(JSON.parse(body));
    const key = Buffer.from(SECRET.replace('whsec_', ''), 'base64');
    const signed = `${headers['webhook-id']!}.${headers['webhook-timestamp']!}.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  });

  test('is refused when any one of its bytes is another one', () => {
    const { body, headers } = lu();
    const bytes = Buffer.from(body);
    for (const [i, byte] of bytes.entries()) {
      const changed = Buffer.from(bytes);
      changed[i] = byte ^ 1;
      expect(() => new Webhook(SECRET).verify(changed.toString('latin1'), headers)).toThrow(/No matching signature/);
    }
  });

  test('is refused with another time, and six minutes off on either side', () => {
    const { body, headers } = lu();
    const sent = Number(headers['webhook-timestamp']);
    expect(verifierA(sent + 299, SECRET, body, headers)).toEqual(JSON.parse(body));
    expect(() => verifierA(sent + SIX_MINUTES, SECRET, body, headers)).toThrow(/too old/);
    expect(() => verifierA(sent - SIX_MINUTES, SECRET, body, headers)).toThrow(/too new/);
    const later = { ...headers, 'webhook-timestamp': String(sent + SIX_MINUTES) };
    expect(() => verifierA(sent + SIX_MINUTES, SECRET, body, later)).toThrow(/No matching signature/);
  });
});
