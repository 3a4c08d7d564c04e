import { createHmac, generateKeyPairSync } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { claimNames as names } from '../../src/auth/claims';
import { staticJwks, type Jwks } from '../../src/auth/jwks';
import { createVerifier, type Verifier, type VerifierOptions } from '../../src/auth/verify';
import { HubError } from '../../src/domain/errors';
import { AUDIENCE, ISSUER, newIssuer, now, rawToken, signedAsIs, token } from './tokens';

const issuer = newIssuer();
const of = (jwks: Jwks, more: Partial<VerifierOptions> = {}) => {
  const options = { jwks, issuer: ISSUER, audience: AUDIENCE, publicUrl: () => 'https://hub.test', ...more };
  const verify: Verifier = createVerifier({ firstUse: () => Promise.resolve(true), ...options });
  return (value: string | undefined) =>
    verify({ authorization: value && `Bearer ${value}`, method: 'POST', path: '/graphql' });
};
const verifier = of(staticJwks({ keys: [issuer.jwk] }));

async function refusal(value: string | undefined, by = verifier): Promise<string> {
  const error: unknown = await by(value).then(
    () => new Error('accepted'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HubError);
  expect((error as HubError).code).toBe('UNAUTHENTICATED');
  return (error as HubError).message;
}

const claims = {
  ...{ iss: ISSUER, aud: AUDIENCE, sub: 's', exp: now() + 60, institution: 'crip-31', role: 'crip' },
  ...{ client_id: 'c', jti: 'j' },
};

describe('a right token', () => {
  it('names its bearer', async () => {
    await expect(verifier(token(issuer, { exp: 4_000_000_000 }))).resolves.toEqual({
      sub: 'client-1',
      clientId: 'client-1',
      liaison: null,
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
    const by = of(jwks);
    const header = { alg: 'PS256', typ: 'at+jwt', kid: 'rsa' };
    await expect(by(sign(claims, privateKey, { algorithm: 'PS256', header }))).resolves.toMatchObject({ sub: 's' });
    const rs256 = sign(claims, privateKey, { algorithm: 'RS256', header: { ...header, alg: 'RS256' } });
    expect(await refusal(rs256, by)).toContain('algorithme');
  });
});

describe('a token that is not signed by the issuer', () => {
  const header = { alg: 'ES256', typ: 'at+jwt', kid: 'k1' };
  const other = newIssuer();
  const changed = (payload: object) => {
    const [head = '', , signature = ''] = token(issuer).split('.');
    return `${head}.${Buffer.from(JSON.stringify({ ...claims, ...payload })).toString('base64url')}.${signature}`;
  };

  it.each([
    ['absent', undefined, 'absent'],
    ['not a JWT', 'abc', "n'est pas un jeton JWT"],
    ['dots and nothing', '..', "n'est pas un jeton JWT"],
    ['alg none', rawToken({ ...header, alg: 'none' }, claims), "n'est pas signé"],
    ['alg NONE', rawToken({ ...header, alg: 'NONE' }, claims), 'algorithme'],
    ['no alg', rawToken({ ...header, alg: undefined }, claims), "n'est pas signé"],
    ['no signature', rawToken(header, claims), 'pas pu être vérifié'],
    ['a signature of zeros', rawToken(header, claims, Buffer.alloc(64).toString('base64url')), 'signature est fausse'],
    ['claims changed after it was signed', changed({ role: 'ase', institution: 'ase-31' }), 'signature est fausse'],
    ['the algorithm of another kind of key', rawToken({ ...header, alg: 'PS256' }, claims, 'AA'), 'clé de signature'],
    ['five parts', `${token(issuer)}.a.b`, "n'est pas un jeton JWT"],
    ['a kid that is a list', rawToken({ ...header, kid: ['k1'] }, claims, 'AA'), 'kid'],
    ['an empty kid', rawToken({ ...header, kid: '' }, claims, 'AA'), 'kid'],
    ['the signature of another key', token(other), 'signature est fausse'],
    ['an unknown kid', token(issuer, {}, { kid: 'k2' }), 'clé de signature est inconnue'],
    ['a kid that climbs folders', token(issuer, {}, { kid: '../../etc/passwd' }), 'clé de signature est inconnue'],
    ['no kid', token(issuer, {}, { kid: undefined }), 'kid'],
    ['a jwk of its own', token(other, {}, { kid: 'k9', jwk: other.jwk }), 'clé de signature est inconnue'],
    ['a jwk of its own under a known kid', token(other, {}, { jwk: other.jwk }), 'signature est fausse'],
    ['an x5c of its own', token(other, {}, { x5c: ['MIIB'] }), 'signature est fausse'],
    ['an x5u', token(other, {}, { x5u: 'https://evil.test/cert' }), 'signature est fausse'],
    ['a jku', token(other, {}, { jku: 'https://evil.test/jwks' }), 'signature est fausse'],
    ['a critical extension', token(issuer, {}, { crit: ['b64'], b64: false }), 'extension'],
    ['nothing said of its type', token(issuer, {}, { typ: undefined }), 'type'],
    ['the type of an ID token', token(issuer, {}, { typ: 'JWT' }), 'type'],
    ['the type of a DPoP proof', token(issuer, {}, { typ: 'dpop+jwt' }), 'type'],
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
    ['no jti', { jti: undefined }, 'jti'],
    ['no client_id', { client_id: undefined }, 'client_id'],
    ['no iat', {}, 'iat'],
    ['six seconds late', { exp: now() - 6 }, 'expiré'],
    ['a key of confirmation that nobody knows', { cnf: { kid: 'x' } }, 'cnf'],
    ['no sub', { sub: undefined }, 'sub'],
    ['an empty sub', { sub: '' }, 'sub'],
    ['an unknown role', { role: 'admin' }, 'role'],
    ['a role of Object', { role: 'constructor' }, 'role'],
    ['no institution', { institution: undefined }, 'institution'],
    ['an institution with spaces', { institution: 'a b' }, 'institution'],
    ['a territory that is a list', { territoire: ['31'] }, 'territoire'],
    ['scopes in a list', { scope: ['ip:lire'] }, 'scope'],
  ])('%s: refused, and says so', async (_, payload, expected) => {
    const options = expected === 'iat' ? { noTimestamp: true } : {};
    expect(await refusal(token(issuer, payload, {}, options))).toContain(expected);
  });

  it.each([
    ['an exp in words', { exp: '4000000000' }],
    ['an exp without end', { exp: 'Infinity' }],
    ['an exp that is null', { exp: null }],
    ['an nbf in words', { nbf: 'hier' }],
    ['a jti that is a number', { jti: 1 }],
    ['a client_id that is a list', { client_id: ['c'] }],
  ])('%s: refused', async (_, payload) => {
    await expect(verifier(signedAsIs(issuer, { ...claims, iat: now() }))).resolves.toMatchObject({ sub: 's' });
    await refusal(signedAsIs(issuer, { ...claims, iat: now(), ...payload }));
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
  const right = token(issuer);
  const shown = async (authorization: unknown) => {
    const options = { jwks: staticJwks({ keys: [issuer.jwk] }), issuer: ISSUER, audience: AUDIENCE };
    const verify = createVerifier({ ...options, publicUrl: () => '', firstUse: () => Promise.resolve(true) });
    return verify({ authorization, method: 'POST', path: '/graphql' });
  };

  it.each([`Bearer ${right}`, `bearer   ${right} `])('%#: read', async (value) => {
    await expect(shown(value)).resolves.toMatchObject({ sub: 'client-1' });
  });

  it.each(['Bearer', `Bearer ${right} b`, `Basic ${right}`, right, undefined, [`Bearer ${right}`]])(
    '%#: no token',
    async (value) => {
      await expect(shown(value)).rejects.toThrow("Jeton d'accès absent");
    },
  );
});

describe('the tokens of an outside issuer', () => {
  it('say what they say by their own claims; the register says the rest', async () => {
    const claimNames = names('institution=siret,client_id=azp,role=-,territoire=-,scope=-');
    const by = of(staticJwks({ keys: [issuer.jwk] }), { claimNames });
    const said = { institution: undefined, client_id: undefined, role: 'ignored', siret: '13002526500013', azp: 'kc' };
    const jeton = await by(token(issuer, said));
    expect(jeton).toMatchObject({ institution: '13002526500013', clientId: 'kc', sub: 'client-1' });
    for (const unsaid of ['role', 'territoire', 'scopes']) expect(jeton).not.toHaveProperty(unsaid);
    expect(await refusal(token(issuer), by)).toContain('institution');
  });
});
