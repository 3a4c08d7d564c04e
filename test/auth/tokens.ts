import { generateKeyPairSync, randomUUID, sign as signBytes, type KeyObject } from 'node:crypto';
import { sign, type SignOptions } from 'jsonwebtoken';

export const ISSUER = 'https://issuer.test';
export const AUDIENCE = 'hub-test';

export interface Issuer {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: Record<string, unknown>;
}

export function newIssuer(kid = 'k1'): Issuer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { kid, privateKey, publicKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' } };
}

export const now = () => Math.floor(Date.now() / 1000);

/** A right token, bent by `payload` and `header`: an entry set to undefined is left out. */
export function token(issuer: Issuer, payload: object = {}, header: object = {}, options: SignOptions = {}): string {
  const claims: Record<string, unknown> = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'client-1',
    client_id: 'client-1',
    jti: randomUUID(),
    exp: now() + 60,
    institution: 'crip-31',
    role: 'crip',
    territoire: '31',
    scope: 'ip:lire ip:traiter',
    ...payload,
  };
  const present = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  return sign(present, issuer.privateKey, {
    algorithm: 'ES256',
    header: { alg: 'ES256', typ: 'at+jwt', kid: issuer.kid, ...header },
    ...options,
  });
}

/** A right signature over a payload that `jsonwebtoken` would refuse to sign. */
export function signedAsIs(issuer: Issuer, payload: object): string {
  const text = rawToken({ alg: 'ES256', typ: 'at+jwt', kid: issuer.kid }, payload).slice(0, -1);
  const signature = signBytes('sha256', Buffer.from(text), { key: issuer.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token whose header says what `jsonwebtoken` would refuse to sign. */
export function rawToken(header: object, payload: object, signature = ''): string {
  return `${part(header)}.${part(payload)}.${signature}`;
}
