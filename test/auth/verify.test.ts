import { createHmac, generateKeyPairSync } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { staticJwks } from '../../src/auth/jwks';
import { bearerToken, createVerifier } from '../../src/auth/verify';
import { HubError } from '../../src/domain/errors';
import { AUDIENCE, ISSUER, newIssuer, now, rawToken, token } from './tokens';

const issuer = newIssuer();
const verifier = createVerifier({ jwks: staticJwks({ keys: [issuer.jwk] }), issuer: ISSUER, audience: AUDIENCE });

async function refusal(value: string | undefined, by = verifier): Promise<string> {
  const error: unknown = await by(value).then(
    () => new Error('accepted'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HubError);
  expect((error as HubError).code).toBe('UNAUTHENTICATED');
  return (error as HubError).message;
}

const claims = { iss: ISSUER, aud: AUDIENCE, sub: 's', exp: now() + 60, institution: 'crip-31', role: 'crip' };

describe('a right token', () => {
  it('names its bearer', async () => {
    await expect(verifier(token(issuer, { exp: 4_000_000_000 }))).resolves.toEqual({
      sub: 'client-1',
      institution: 'crip-31',
      role: 'crip',
      territoire: '31',
      scopes: ['ip:lire', 'ip:traiter'],
      expiresAt: 4_000_000_000,
    });
  });

  it('may leave out territory and scope, carry several audiences, and be five seconds late', async () => {
    const late = token(issuer, { territoire: undefined, scope: undefined, aud: ['x', AUDIENCE], exp: now() - 3 });
    await expect(verifier(late)).resolves.toMatchObject({ territoire: null, scopes: [] });
  });

  it('may be signed in PS256', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwks = staticJwks({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'rsa' }] });
    const by = createVerifier({ jwks, issuer: ISSUER, audience: AUDIENCE });
    const header = { alg: 'PS256', typ: 'JWT', kid: 'rsa' };
    await expect(by(sign(claims, privateKey, { algorithm: 'PS256', header }))).resolves.toMatchObject({ sub: 's' });
    const rs256 = sign(claims, privateKey, { algorithm: 'RS256', header: { ...header, alg: 'RS256' } });
    expect(await refusal(rs256, by)).toContain('algorithme');
  });
});

describe('a token that is not signed by the issuer', () => {
  const header = { alg: 'ES256', typ: 'at+jwt', kid: 'k1' };
  const other = newIssuer();

  it.each([
    ['absent', undefined, 'absent'],
    ['not a JWT', 'abc', "n'est pas un jeton JWT"],
    ['dots and nothing', '..', "n'est pas un jeton JWT"],
    ['alg none', rawToken({ ...header, alg: 'none' }, claims), "n'est pas signé"],
    ['alg NONE', rawToken({ ...header, alg: 'NONE' }, claims), 'algorithme'],
    ['no alg', rawToken({ ...header, alg: undefined }, claims), "n'est pas signé"],
    ['no signature', rawToken(header, claims), 'pas pu être vérifié'],
    ['the signature of another key', token(other), 'signature est fausse'],
    ['an unknown kid', token(issuer, {}, { kid: 'k2' }), 'clé de signature est inconnue'],
    ['a kid that climbs folders', token(issuer, {}, { kid: '../../etc/passwd' }), 'clé de signature est inconnue'],
    ['no kid', token(issuer, {}, { kid: undefined }), 'kid'],
    ['a jwk of its own', token(other, {}, { kid: 'k9', jwk: other.jwk }), 'clé de signature est inconnue'],
    ['a jwk of its own under a known kid', token(other, {}, { jwk: other.jwk }), 'signature est fausse'],
    ['a jku', token(other, {}, { jku: 'https://evil.test/jwks' }), 'signature est fausse'],
    ['a critical extension', token(issuer, {}, { crit: ['b64'], b64: false }), 'extension'],
    ['nothing said of its type', token(issuer, {}, { typ: undefined }), 'type'],
    ['the type of a logout token', token(issuer, {}, { typ: 'logout+jwt' }), 'type'],
    ['9000 characters', `${token(issuer)}${'a'.repeat(9_000)}`, 'trop long'],
  ])('%s: refused', async (_, value, expected) => {
    expect(await refusal(value)).toContain(expected);
  });

  it('HS256 with the public key as a secret: refused', async () => {
    const head = Buffer.from(JSON.stringify({ ...header, alg: 'HS256' })).toString('base64url');
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const pem = issuer.publicKey.export({ format: 'pem', type: 'spki' });
    const mac = createHmac('sha256', pem).update(`${head}.${body}`).digest('base64url');
    expect(await refusal(`${head}.${body}.${mac}`)).toContain('algorithme');
  });
});

describe('a signed token with wrong claims', () => {
  it.each([
    ['another issuer', { iss: 'https://other.test' }, '(iss)'],
    ['no issuer', { iss: undefined }, '(iss)'],
    ['another audience', { aud: 'other' }, '(aud)'],
    ['no audience', { aud: undefined }, '(aud)'],
    ['expired', { exp: now() - 10 }, 'expiré'],
    ['not yet valid', { nbf: now() + 60 }, 'pas encore valable'],
    ['created in the future', { iat: now() + 60 }, '(iat)'],
    ['no exp', { exp: undefined }, 'exp'],
    ['no sub', { sub: undefined }, 'sub'],
    ['an empty sub', { sub: '' }, 'sub'],
    ['an unknown role', { role: 'admin' }, 'role'],
    ['a role of Object', { role: 'constructor' }, 'role'],
    ['no institution', { institution: undefined }, 'institution'],
    ['an institution with spaces', { institution: 'a b' }, 'institution'],
    ['a territory that is a list', { territoire: ['31'] }, 'territoire'],
    ['scopes in a list', { scope: ['ip:lire'] }, 'scope'],
  ])('%s: refused, and says so', async (_, payload, expected) => {
    expect(await refusal(token(issuer, payload))).toContain(expected);
  });

  it('says nothing of what the token contains', async () => {
    const secret = 'jean-dupont';
    const header = { kid: 'k1' };
    for (const payload of [{ role: secret }, { iss: secret }, { aud: secret }, { institution: `${secret} !` }])
      expect(await refusal(token(issuer, payload, header))).not.toContain(secret);
    expect(await refusal(token(issuer, {}, { kid: secret }))).not.toContain(secret);
  });
});

describe('a token already seen', () => {
  it('stops at its expiry all the same', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    try {
      const short = token(issuer, { exp: now() + 10 });
      await verifier(short);
      jest.advanceTimersByTime(14_000);
      await verifier(short);
      jest.advanceTimersByTime(2_000);
      expect(await refusal(short)).toContain('expiré');
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('the Authorization header', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer   abc ', 'abc'],
    ['Bearer', undefined],
    ['Bearer a b', undefined],
    ['Basic abc', undefined],
    ['abc', undefined],
    [undefined, undefined],
    [['Bearer abc'], undefined],
  ])('%j gives %j', (value, expected) => {
    expect(bearerToken(value)).toBe(expected);
  });
});
