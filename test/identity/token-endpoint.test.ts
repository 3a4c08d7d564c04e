import { constants, createHmac, randomUUID, sign } from 'node:crypto';
import { decode } from 'jsonwebtoken';
import { balayerPreuves } from '../../jobs/balayer-preuves';
import { demoClients } from '../../src/auth/demo-clients';
import { SCOPES } from '../../src/auth/habilitations';
import {
  assertion,
  corps,
  demanderJeton,
  jetonDe,
  lire,
  nouvelleCle,
  nouvelleMachine,
  ouvrirHubEmetteur,
  type HubEmetteur,
  type Machine,
} from './hub';

let hub: HubEmetteur;
let machine: Machine;
let autre: Machine;
let jeton: string;
beforeAll(async () => {
  hub = await ouvrirHubEmetteur();
  machine = await nouvelleMachine(hub);
  autre = await nouvelleMachine(hub, demoClients.ase);
  jeton = await jetonDe(hub, machine);
});
afterAll(() => hub.fermer());

const now = () => Math.floor(Date.now() / 1000);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (payload: object = {}, header: object = {}, by = machine) => assertion(hub, by, payload, header);
const ask = (one: string, scopes: readonly string[] = machine.scopes, more = {}) =>
  demanderJeton(hub, corps(one, scopes, more));

describe('the discovery document', () => {
  it.each(['/oidc/.well-known/openid-configuration', '/.well-known/oauth-authorization-server/oidc'])(
    '%s says what FAPI 2.0 allows, and nothing of what is not served',
    async (path) => {
      const response = await fetch(hub.url + path);
      expect(response.status).toBe(200);
      const document = JSON.parse(await response.text()) as Record<string, unknown>;
      expect(document).toMatchObject({
        issuer: `${hub.url}/oidc`,
        token_endpoint: `${hub.url}/oidc/token`,
        jwks_uri: `${hub.url}/oidc/jwks`,
        grant_types_supported: ['client_credentials'],
        response_types_supported: [],
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
        token_endpoint_auth_signing_alg_values_supported: ['ES256', 'PS256', 'EdDSA', 'Ed25519'],
        dpop_signing_alg_values_supported: ['ES256', 'PS256'],
        tls_client_certificate_bound_access_tokens: true,
        code_challenge_methods_supported: ['S256'],
        request_uri_parameter_supported: false,
        scopes_supported: [...SCOPES],
      });
      const endpoints = Object.keys(document).filter((name) => name.endsWith('_endpoint'));
      expect(endpoints).toEqual(['token_endpoint']);
      expect(JSON.stringify(document)).not.toMatch(/password|implicit|RS256|HS\d|none|client_secret/);
    },
  );

  it('names the issuer, whatever host the caller pretends to call', async () => {
    const headers = { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'ftp', host: 'evil.test' };
    const response = await fetch(`${hub.url}/oidc/.well-known/openid-configuration`, { headers });
    expect(await response.text()).not.toContain('evil.test');
  });

  it.each(['/auth', '/me', '/session/end', '/token/introspection', '/token/revocation', '/reg', '/request', '/'])(
    '/oidc%s is not served',
    async (path) => {
      const response = await fetch(`${hub.url}/oidc${path}`);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('ROUTE_INCONNUE');
    },
  );

  it('the key set holds no private part', async () => {
    const { keys } = JSON.parse(await (await fetch(`${hub.url}/oidc/jwks`)).text()) as { keys: object[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0]!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });
});

describe('a token', () => {
  it('says who, where and what, for ten minutes, to this hub alone', async () => {
    const { body } = await ask(signed(), ['ip:lire', 'notification:lire']);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'ip:lire notification:lire' });
    const { header, payload } = decode(body.access_token!, { complete: true })!;
    expect(header).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
    expect(payload).toEqual({
      iss: `${hub.url}/oidc`,
      aud: 'passerelle-enfance',
      sub: machine.clientId,
      client_id: machine.clientId,
      institution: 'crip-31',
      role: 'crip',
      territoire: '31',
      scope: 'ip:lire notification:lire',
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: expect.any(Number),
    });
    expect(await lire(hub, `Bearer ${body.access_token!}`)).toMatchObject({ status: 200, code: undefined });
  });

  it.each(['PS256', 'EdDSA'] as const)('is given for an assertion in %s', async (alg) => {
    const cle = nouvelleCle(randomUUID(), alg);
    const own = await nouvelleMachine(hub, demoClients.crip, { cle });
    const { clientId: me } = own;
    const claims = { iss: me, sub: me, aud: hub.config.AUTH_ISSUER, jti: randomUUID(), exp: now() + 30 };
    const text = `${part({ alg, kid: cle.jwk['kid'] })}.${part(claims)}`;
    const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
    const key = { key: cle.privateKey, ...(alg === 'PS256' ? pss : {}) };
    const signature = sign(alg === 'PS256' ? 'sha256' : null, Buffer.from(text), key);
    const one = `${text}.${signature.toString('base64url')}`;
    expect((await ask(one)).status).toBe(200);
  });
});

describe('what the server refuses', () => {
  const header = { alg: 'ES256', kid: 'x' };
  const claims = () => ({ iss: machine.clientId, sub: machine.clientId, aud: hub.config.AUTH_ISSUER, jti: 'j' });
  const hs256 = () => {
    const pem = JSON.stringify(machine.jwk);
    const text = `${part({ ...header, alg: 'HS256' })}.${part({ ...claims(), exp: now() + 30 })}`;
    return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
  };

  it.each<[string, () => string]>([
    ['alg none', () => `${part({ ...header, alg: 'none' })}.${part({ ...claims(), exp: now() + 30 })}.`],
    ['HS256 with the public key as a secret', hs256],
    ['no signature', () => `${signed().split('.').slice(0, 2).join('.')}.`],
    ["another client's key", () => signed({}, {}, { ...machine, privateKey: autre.privateKey, jwk: autre.jwk })],
    ["another client's key under a known kid", () => signed({}, {}, { ...machine, privateKey: autre.privateKey })],
    ['a key of its own', () => signed({}, { jwk: autre.jwk }, { ...machine, privateKey: autre.privateKey })],
    ['an x5c of its own', () => signed({}, { x5c: ['MIIB'] }, { ...machine, privateKey: autre.privateKey })],
    ['a jku', () => signed({}, { jku: 'https://evil.test/jwks' }, { ...machine, privateKey: autre.privateKey })],
    ['an unknown kid', () => signed({}, { kid: '../../etc/passwd' })],
    ['the name of another client', () => signed({ iss: autre.clientId, sub: autre.clientId })],
    ['a client that does not exist', () => signed({ iss: 'nobody', sub: 'nobody' })],
    ['no iss', () => signed({ iss: undefined })],
    ['no sub', () => signed({ sub: undefined })],
    ['the sub of another client', () => signed({ sub: autre.clientId })],
    ['an access token in its place', () => jeton],
    ['another audience', () => signed({ aud: 'https://other.test' })],
    ['the token endpoint as audience', () => signed({ aud: `${hub.url}/oidc/token` })],
    ['several audiences', () => signed({ aud: [hub.config.AUTH_ISSUER, 'https://other.test'] })],
    ['no audience', () => signed({ aud: undefined })],
    ['no exp', () => signed({ exp: undefined })],
    ['expired', () => signed({ exp: now() - 10 })],
    ['an exp in an hour', () => signed({ exp: now() + 3_600 })],
    ['made an hour ago', () => signed({ iat: now() - 3_600 })],
    ['no jti', () => signed({ jti: undefined })],
    ['not yet valid', () => signed({ nbf: now() + 60 })],
  ])('%s', async (_, make) => {
    const { status, body } = await ask(make());
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body).not.toHaveProperty('access_token');
    expect(body.error).toMatch(/^invalid_(client|request)$/);
  });

  it('an assertion used twice, one after the other or at once', async () => {
    const one = signed();
    expect((await ask(one)).status).toBe(200);
    expect(await ask(one)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const two = signed();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(two)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 401)]);
  });

  it('scopes beyond those registered, or that nobody has', async () => {
    const narrow = await nouvelleMachine(hub, demoClients.crip, { scopes: ['ip:lire'] });
    for (const scope of ['ip:traiter', 'partenaire:gerer', 'admin', 'openid', 'offline_access'])
      expect(await ask(signed({}, {}, narrow), ['ip:lire', scope])).toMatchObject({
        status: 400,
        body: { error: 'invalid_scope' },
      });
  });

  it('no scope: such a token would be refused everywhere, without saying why', async () => {
    const body = corps(signed(), []);
    body.delete('scope');
    expect(await demanderJeton(hub, body)).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope', error_description: expect.stringContaining('scope is missing') },
    });
  });

  it('another resource', async () => {
    const answer = await ask(signed(), machine.scopes, { resource: 'https://other.test/' });
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
  });

  it.each([
    'password',
    'authorization_code',
    'refresh_token',
    'implicit',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
  ])('the grant %s', async (grant_type) => {
    expect((await ask(signed(), machine.scopes, { grant_type })).body.error).toBe('unsupported_grant_type');
  });

  it('no proof at all, a secret, or what is not a form', async () => {
    const bare = new URLSearchParams({ grant_type: 'client_credentials', client_id: machine.clientId });
    expect((await demanderJeton(hub, bare)).status).toBeGreaterThanOrEqual(400);
    const basic = `Basic ${Buffer.from(`${machine.clientId}:secret`).toString('base64')}`;
    expect((await demanderJeton(hub, bare, { authorization: basic })).status).toBeGreaterThanOrEqual(400);
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${hub.url}/oidc/token`, { method: 'POST', body: '{', headers });
    expect(response.status).toBe(400);
  });

  it('a body that never ends', async () => {
    const body = new URLSearchParams({ grant_type: 'x'.repeat(100_000) });
    expect((await demanderJeton(hub, body)).status).toBe(400);
  });
});

test('an assertion is worth nothing to the API, neither is a token of which one letter was changed', async () => {
  expect(await lire(hub, `Bearer ${signed()}`)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  const [head = '', body = '', signature = ''] = jeton.split('.');
  const autrement = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  expect(await lire(hub, `Bearer ${head}.${body}.${autrement}`)).toMatchObject({
    status: 401,
    code: 'UNAUTHENTICATED',
  });
  expect((await lire(hub, `Bearer ${jeton}`)).status).toBe(200);
});

test('who tries assertions in number is told to wait', async () => {
  const prudent = await ouvrirHubEmetteur({ LIMIT_CLIENT_PER_MINUTE: '30' });
  try {
    const essai = () =>
      fetch(`${prudent.url}/oidc/token`, { method: 'POST', body: corps(signed({ iss: 'x', sub: 'x' }), ['ip:lire']) });
    const statuts = [];
    for (let i = 0; i < 5; i += 1) statuts.push((await essai()).status);
    expect(statuts.slice(0, 2)).toEqual([401, 401]);
    expect(statuts.at(-1)).toBe(429);
    expect(Number((await essai()).headers.get('retry-after'))).toBeGreaterThan(0);
  } finally {
    await prudent.fermer();
  }
});

test('what was used is forgotten once it can no longer be replayed', async () => {
  await jetonDe(hub, machine);
  const { database } = hub;
  await database.query(`UPDATE hub.oidc SET expire_le = now() - interval '1 second' WHERE contenu->>'iss' = $1`, [
    machine.clientId,
  ]);
  await jetonDe(hub, autre);
  await balayerPreuves.handle({ database } as never, {});
  const rows = await database.query<{ iss: string }>(`SELECT contenu->>'iss' AS iss FROM hub.oidc`);
  const issuers = rows.map(({ iss }) => iss);
  expect(issuers).toContain(autre.clientId);
  expect(issuers).not.toContain(machine.clientId);
});
