import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Evenement } from '../../connectors/connector';
import { startPartnerSimulator, type PartnerSimulator } from '../../connectors/webhook/simulator';
import { outgoing } from '../../src/platform/http-client';
import { createWebhookConnector, type WebhookOptions } from '../../connectors/webhook/transport';
import { retryAfterMs, signedRequest } from '../../connectors/webhook/wire';

const secret = (text: string) => `whsec_${Buffer.from(text.padEnd(32, '.')).toString('base64')}`;
const SECRET = secret('le secret du partenaire');
const EVENEMENT: Evenement = {
  id: '0190a7c8-5b5e-7c5a-9a53-0a3f5c1d2e4f',
  type: 'mesure-urgente.notifiee',
  le: new Date('2026-01-05T09:00:00Z'),
  sujet: { type: 'MesureUrgente', id: '0190a7c8-5b5e-7c5a-9a53-0a3f5c1d2e50' },
};

describe('the message', () => {
  const { body, headers } = signedRequest(EVENEMENT, SECRET, new Date());

  test('is what the reference library verifies', () => {
    expect(new Webhook(SECRET).verify(body, { ...headers })).toEqual({
      type: 'mesure-urgente.notifiee',
      id: EVENEMENT.id,
      le: '2026-01-05T09:00:00.000Z',
      sujet: EVENEMENT.sujet,
    });
  });

  test('is refused when a byte, the id, the time or the secret is another one', () => {
    const verify = (change: Partial<{ body: string; headers: Record<string, string>; secret: string }>) => () =>
      new Webhook(change.secret ?? SECRET).verify(change.body ?? body, { ...headers, ...change.headers });
    expect(verify({ body: body.replace('MesureUrgente', 'MesureUrgentf') })).toThrow();
    expect(verify({ headers: { 'webhook-id': 'other' } })).toThrow();
    expect(verify({ headers: { 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 1) } })).toThrow();
    expect(verify({ secret: secret('un autre') })).toThrow();
  });

  test('is refused when it is old: it cannot be replayed', () => {
    const old = signedRequest(EVENEMENT, SECRET, new Date(Date.now() - 6 * 60_000));
    expect(() => new Webhook(SECRET).verify(old.body, { ...old.headers })).toThrow(/too old/);
  });

  test('carries a signature per secret while a partner changes its own', () => {
    const next = secret('le suivant');
    const rotating = signedRequest(EVENEMENT, `${next} ${SECRET}`, new Date());
    for (const one of [SECRET, next]) new Webhook(one).verify(rotating.body, { ...rotating.headers });
  });
});

test.each([
  ['120', 120_000],
  ['Mon, 05 Jan 2026 09:01:00 GMT', 60_000],
  ['Mon, 05 Jan 2026 08:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After: %s', (value, expected) => {
  const parsed = retryAfterMs(value, new Date('2026-01-05T09:00:00Z'));
  if (value === '-5') expect(parsed ?? 0).toBeLessThanOrEqual(0);
  else expect(parsed).toBe(expected);
});

describe('the transport', () => {
  let partner: PartnerSimulator;
  beforeEach(async () => {
    partner = await startPartnerSimulator({ secret: SECRET });
  });
  afterEach(() => partner.close());

  const deliver = async (options: Omit<WebhookOptions, 'now'>, url = partner.url, key: string | null = SECRET) => {
    const connector = createWebhookConnector({ now: () => new Date(), ...options });
    const receipt = await connector.deliver(EVENEMENT, { url, secret: key });
    await connector.close();
    return receipt;
  };
  const trial = { outgoing: outgoing({ trial: true, hosts: [], networks: [] }) };

  test('tells that the partner has it', async () => {
    expect(await deliver(trial)).toEqual({ remis: true, statut: 204 });
    expect(partner.effects).toEqual([EVENEMENT.id]);
  });

  test('a wrong secret is refused by the partner', async () => {
    expect(await deliver(trial, partner.url, secret('un autre'))).toMatchObject({ remis: false, echec: '401' });
    expect(partner).toMatchObject({ rejected: 1, effects: [] });
  });

  test('a secret that is absent or unreadable is our failure, and nothing is sent', async () => {
    expect(await deliver(trial, partner.url, null)).toMatchObject({ echec: 'SECRET_ABSENT' });
    expect(await deliver(trial, partner.url, 'whsec_*')).toMatchObject({ echec: 'SECRET_INVALIDE' });
    expect(partner.received).toHaveLength(0);
  });

  test('410 is final, 429 says when', async () => {
    partner.behave({ kind: 'refuse', status: 410 }, 1);
    expect(await deliver(trial)).toMatchObject({ echec: '410', definitif: true });
    partner.behave({ kind: 'refuse', status: 429, retryAfter: '7' }, 1);
    expect(await deliver(trial)).toMatchObject({ echec: '429', definitif: false, retryAfterMs: 7_000 });
  });

  test('a redirect is a refusal: its target is never called', async () => {
    const elsewhere = await startPartnerSimulator({ secret: SECRET });
    partner.behave({ kind: 'redirect', to: elsewhere.url });
    expect(await deliver(trial)).toMatchObject({ remis: false, echec: '302' });
    expect(elsewhere.received).toHaveLength(0);
    await elsewhere.close();
  });

  test('silence has a limit', async () => {
    partner.behave({ kind: 'hang' });
    const started = performance.now();
    expect(await deliver({ ...trial, timeoutMs: 200 })).toMatchObject({ echec: 'DELAI_DEPASSE' });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('an endless answer is not read', async () => {
    const flood = createServer((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(Buffer.alloc(65_536)), 1);
      response.on('close', () => {
        clearInterval(timer);
      });
    });
    await new Promise<void>((done) => flood.listen(0, '127.0.0.1', done));
    const { port } = flood.address() as AddressInfo;
    expect(await deliver(trial, `http://127.0.0.1:${String(port)}/`)).toEqual({ remis: true, statut: 200 });
    await new Promise((done) => flood.close(done));
  });

  test('a closed port and a reset connection are network codes', async () => {
    partner.behave({ kind: 'reset' }, 1);
    expect(await deliver(trial)).toMatchObject({ echec: expect.stringMatching(/^[A-Z_]+$/) });
    expect(await deliver(trial, 'http://127.0.0.1:1/')).toMatchObject({ echec: 'ECONNREFUSED' });
  });

  /** A resolver of names that answers the next of these at each look-up. */
  const names = (...answers: readonly (readonly string[])[]) => {
    let asked = 0;
    const resolve = ((_name: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) => {
      const answer = answers[asked] ?? [];
      asked += 1;
      callback(
        null,
        answer.map((address) => ({ address, family: 4 })),
      );
    }) as never;
    return { resolve, asked: () => asked };
  };
  const named = () => partner.url.replace('127.0.0.1', 'partenaire.example');
  const policy = { hosts: [], networks: [] };

  test('a name that answers a private address is refused in production, at its one resolution', async () => {
    const { resolve, asked } = names(['93.184.216.34', '127.0.0.1']);
    const production = { outgoing: outgoing({ ...policy, trial: false }, resolve) };
    const url = named().replace('http:', 'https:');
    expect(await deliver(production, url)).toMatchObject({ echec: 'CIBLE_REFUSEE' });
    expect(asked()).toBe(1);
    expect(await deliver(production)).toMatchObject({ echec: 'CIBLE_REFUSEE' });
    expect(await deliver(production, named())).toMatchObject({ echec: 'CIBLE_REFUSEE' });
    expect(partner.received).toHaveLength(0);
  });

  test('the address that was checked is the one that is called', async () => {
    const { resolve, asked } = names(['127.0.0.1'], ['10.0.0.1']);
    expect(await deliver({ outgoing: outgoing({ ...policy, trial: true }, resolve) }, named())).toEqual({
      remis: true,
      statut: 204,
    });
    expect(asked()).toBe(1);
  });

  test('a name that changes its answer between two deliveries is checked each time', async () => {
    const { resolve } = names(['127.0.0.1'], ['169.254.169.254']);
    const rebound = { outgoing: outgoing({ ...policy, trial: true }, resolve) };
    expect(await deliver(rebound, named())).toMatchObject({ remis: true });
    expect(await deliver(rebound, named())).toMatchObject({ echec: 'CIBLE_REFUSEE' });
  });

  test('a name out of the list is never looked up', async () => {
    const { resolve, asked } = names(['127.0.0.1']);
    const listed = { outgoing: outgoing({ trial: true, hosts: ['autre.example'], networks: [] }, resolve) };
    expect(await deliver(listed, named())).toMatchObject({ echec: 'CIBLE_REFUSEE' });
    expect(asked()).toBe(0);
  });
});
