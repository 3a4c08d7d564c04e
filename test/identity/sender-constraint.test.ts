import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, sign } from 'jsonwebtoken';
import { certificateThumbprint } from '../../src/auth/client-certificate';
import { selfSigned } from './certificate';
import {
  assertion,
  corps,
  demanderJeton,
  jetonDe,
  lire,
  nouvelleCle,
  nouvelleMachine,
  ouvrirHubEmetteur,
  type Cle,
  type HubEmetteur,
  type Machine,
} from './hub';

const now = () => Math.floor(Date.now() / 1000);

/** A right DPoP proof, bent by `payload` and `header`. */
function preuve(cle: Cle, payload: object, header: object = {}): string {
  const { kty, crv, x, y } = cle.jwk;
  const right: Record<string, unknown> = { jti: randomUUID(), htm: 'POST', ...payload };
  const claims = Object.entries(right).filter(([, value]) => value !== undefined);
  return sign(Object.fromEntries(claims), cle.privateKey, {
    algorithm: 'ES256',
    header: { alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y }, ...header } as never,
  });
}
const ath = (token: string) => createHash('sha256').update(token).digest('base64url');

describe('DPoP (RFC 9449)', () => {
  let hub: HubEmetteur;
  let machine: Machine;
  let token: string;
  const cle = nouvelleCle();
  const voleur = nouvelleCle();
  beforeAll(async () => {
    hub = await ouvrirHubEmetteur();
    machine = await nouvelleMachine(hub, undefined, { contrainte: 'DPOP' });
    token = await jetonDe(hub, machine, { dpop: preuve(cle, { htu: `${hub.url}/oidc/token` }) });
  });
  afterAll(() => hub.fermer());

  const graphql = (payload: object = {}, header: object = {}, by = cle) =>
    preuve(by, { htu: `${hub.url}/graphql`, ath: ath(token), ...payload }, header);

  it('a client registered for it gets no token without a proof', async () => {
    const answer = await demanderJeton(hub, corps(assertion(hub, machine), machine.scopes));
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(answer.body).not.toHaveProperty('access_token');
  });

  it('its token names the key, and is used with a proof of it', async () => {
    expect(decode(token)).toMatchObject({ cnf: { jkt: expect.stringMatching(/^[\w-]{43}$/) } });
    expect(await lire(hub, `DPoP ${token}`, { dpop: graphql() })).toMatchObject({ status: 200, code: undefined });
    const withQuery = graphql({ htu: `${hub.url}/graphql?x=1#y` });
    expect(await lire(hub, `DPoP ${token}`, { dpop: withQuery })).toMatchObject({ status: 200 });
  });

  it.each<[string, () => string, RegExp]>([
    ['none', () => '', /l'en-tête DPoP est absent/],
    ['of another key', () => graphql({}, {}, voleur), /pas signée par la clé à laquelle le jeton est lié/],
    [
      'of another key that shows the right one',
      () => graphql({}, { jwk: decode(graphql(), { complete: true })!.header['jwk' as never] }, voleur),
      /signature est fausse/,
    ],
    ['for another method', () => graphql({ htm: 'GET' }), /autre méthode/],
    ['for another address', () => graphql({ htu: `${hub.url}/oidc/token` }), /autre adresse/],
    ['for another host', () => graphql({ htu: 'https://other.test/graphql' }), /autre adresse/],
    ['for another token', () => graphql({ ath: ath('other') }), /autre jeton/],
    ['for no token', () => graphql({ ath: undefined }), /jti, htm, htu, ath et iat/],
    ['made a minute ago', () => graphql({ iat: now() - 70 }), /récente/],
    ['made in the future', () => graphql({ iat: now() + 30 }), /récente/],
    ['without a name', () => graphql({ jti: undefined }), /jti, htm, htu, ath et iat/],
    ['of another type', () => graphql({}, { typ: 'JWT' }), /type/],
    ['without its key', () => graphql({}, { jwk: undefined }), /jwk/],
    ['with its private key', () => graphql({}, { jwk: cle.privateKey.export({ format: 'jwk' }) }), /jwk/],
    ['without a signature', () => `${graphql().split('.').slice(0, 2).join('.')}.`, /pas pu être vérifié/],
    ['that is no JWT', () => 'x', /pas un jeton JWT/],
  ])('a proof %s: refused', async (_, make, said) => {
    const answer = await lire(hub, `DPoP ${token}`, { dpop: make() });
    expect(answer).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(answer.message).toMatch(said);
    expect(answer.headers.get('www-authenticate')).toBe(
      'DPoP realm="passerelle-enfance", error="invalid_token", algs="ES256 PS256"',
    );
  });

  it('a proof used twice, one after the other or at once: once', async () => {
    const one = graphql();
    expect(await lire(hub, `DPoP ${token}`, { dpop: one })).toMatchObject({ status: 200 });
    const again = await lire(hub, `DPoP ${token}`, { dpop: one });
    expect(again).toMatchObject({ status: 401 });
    expect(again.message).toMatch(/déjà servi/);
    const two = graphql();
    const answers = await Promise.all(Array.from({ length: 6 }, () => lire(hub, `DPoP ${token}`, { dpop: two })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('the token alone, as a bearer: refused', async () => {
    const answer = await lire(hub, `Bearer ${token}`, { dpop: graphql() });
    expect(answer.status).toBe(401);
    expect(answer.message).toMatch(/lié à une clé DPoP/);
  });

  it('a token bound to nothing is no DPoP token', async () => {
    const simple = await nouvelleMachine(hub);
    const libre = await jetonDe(hub, simple);
    const proof = preuve(cle, { htu: `${hub.url}/graphql`, ath: ath(libre) });
    expect((await lire(hub, `DPoP ${libre}`, { dpop: proof })).message).toMatch(/aucune clé DPoP/);
    // Registered meanwhile as a client whose tokens are bound: those that are not stop working.
    await hub.database.query(`UPDATE hub.client SET contrainte = 'DPOP' WHERE client_id = $1`, [simple.clientId]);
    expect(await lire(hub, `Bearer ${libre}`)).toMatchObject({ status: 403, code: 'HABILITATION_CONTRAIRE' });
  });

  it('at the token endpoint, a proof for another address or used twice gives nothing', async () => {
    const ask = (dpop: string) =>
      demanderJeton(hub, corps(assertion(hub, machine), machine.scopes), { dpop }).then(({ status }) => status);
    expect(await ask(preuve(cle, { htu: `${hub.url}/graphql` }))).toBe(400);
    const one = preuve(cle, { htu: `${hub.url}/oidc/token` });
    expect([await ask(one), await ask(one)]).toEqual([200, expect.any(Number)]);
    const rows = await hub.database.query(`SELECT 1 FROM hub.oidc WHERE modele = 'ReplayDetection'`);
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('mutual TLS (RFC 8705)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-tls-'));
  const client = selfSigned('client');
  const voleur = selfSigned('voleur');
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  describe('on the connection itself', () => {
    let hub: HubEmetteur;
    let machine: Machine;
    let token: string;
    beforeAll(async () => {
      const own = Object.entries(selfSigned('hub')).map(([name, pem]) => {
        const path = join(folder, name);
        writeFileSync(path, pem);
        return [`TLS_${name.toUpperCase()}_FILE`, path];
      });
      hub = await ouvrirHubEmetteur(Object.fromEntries(own) as Record<string, string>);
      machine = await nouvelleMachine(hub, undefined, { contrainte: 'MTLS' });
      token = (await demander(client)).body['access_token'] as string;
    });
    afterAll(() => hub.fermer());

    type Answer = { status: number; body: Record<string, unknown> };
    const send = (path: string, body: string, headers: object, by?: { key: string; cert: string }) =>
      new Promise<Answer>((done, fail) => {
        const agent = new Agent({ rejectUnauthorized: false, ...(by && { key: by.key, cert: by.cert }) });
        const asked = request(`${hub.url}${path}`, { method: 'POST', agent, headers: { ...headers } }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk) => (text += String(chunk)));
          response.once('end', () => {
            done({ status: response.statusCode!, body: JSON.parse(text) as Answer['body'] });
          });
        });
        asked.once('error', fail).end(body);
      });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const demander = (by?: typeof client) =>
      send('/oidc/token', corps(assertion(hub, machine), machine.scopes).toString(), form, by);
    const body = JSON.stringify({ query: '{ notifications { pageInfo { hasNextPage } } }' });
    const avec = (by?: typeof client, more = {}) =>
      send('/graphql', body, { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...more }, by);

    it('a client registered for it gets no token without a certificate', async () => {
      expect(await demander()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    });

    it('its token names the certificate, and is used on its connections', async () => {
      const thumbprint = certificateThumbprint(new X509Certificate(client.cert));
      expect(decode(token)).toMatchObject({ cnf: { 'x5t#S256': thumbprint } });
      expect((await avec(client)).status).toBe(200);
    });

    it('stolen, it is worth nothing on another TLS client, nor with the certificate in a header', async () => {
      const escaped = encodeURIComponent(client.cert);
      const header = { 'client-cert': `:${new X509Certificate(client.cert).raw.toString('base64')}:` };
      for (const answer of [await avec(voleur), await avec(), await avec(voleur, header)]) {
        expect(answer.status).toBe(401);
        expect(JSON.stringify(answer.body)).toMatch(/certificat TLS qui n'est pas celui de cette connexion/);
      }
      expect((await avec(voleur, { 'x-client-cert': escaped })).status).toBe(401);
    });
  });

  describe('behind a proxy', () => {
    const raw = new X509Certificate(client.cert).raw.toString('base64');
    const rfc9440 = `:${raw}:`;
    const nginx = encodeURIComponent(client.cert);

    const derriere = async (env: Record<string, string>, jouer: (hub: HubEmetteur) => Promise<void>) => {
      const hub = await ouvrirHubEmetteur(env);
      try {
        await jouer(hub);
      } finally {
        await hub.fermer();
      }
    };
    const demander = async (hub: HubEmetteur, header: Record<string, string>) => {
      const machine = await nouvelleMachine(hub, undefined, { contrainte: 'MTLS' });
      return demanderJeton(hub, corps(assertion(hub, machine), machine.scopes), header);
    };

    it('that is trusted, the certificate is that of its header, in either writing', () =>
      derriere({ TRUSTED_PROXIES: '10.1.2.3, 127.0.0.0/8', CLIENT_CERT_HEADER: 'Client-Cert' }, async (hub) => {
        const other = `:${new X509Certificate(voleur.cert).raw.toString('base64')}:`;
        for (const right of [rfc9440, nginx]) {
          const { body } = await demander(hub, { 'client-cert': right });
          const bearer = `Bearer ${body.access_token!}`;
          expect((await lire(hub, bearer, { 'client-cert': right })).status).toBe(200);
          for (const wrong of [{}, { 'client-cert': other }, { 'client-cert': 'x' }, { 'x-client-cert': right }])
            expect((await lire(hub, bearer, wrong as Record<string, string>)).status).toBe(401);
        }
      }));

    it.each([
      ['trusted, come from elsewhere', { TRUSTED_PROXIES: '10.0.0.0/8', CLIENT_CERT_HEADER: 'client-cert' }],
      ['that the configuration does not name', {}],
    ])('a header %s is worth nothing', (_, env) =>
      derriere(env, async (hub) => {
        for (const name of ['client-cert', 'x-client-cert', 'x-ssl-client-cert', 'x-forwarded-client-cert'])
          expect((await demander(hub, { [name]: rfc9440 })).status).toBe(400);
      }),
    );
  });
});
