import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { thumbprint } from './jwks';

/** A key by which a client signs its assertions: the algorithms of FAPI 2.0. */
export interface CleDeClient {
  readonly algorithme: 'ES256' | 'PS256' | 'EdDSA';
  /** RFC 7638: what two people compare on the telephone. */
  readonly empreinte: string;
}

const MIN_RSA_BITS = 2_048;

/** What a public JWK is worth; undefined when no assertion signed with it would be accepted. */
export function lireCleDeClient(jwk: Readonly<Record<string, unknown>>): CleDeClient | undefined {
  if ('d' in jwk) return undefined;
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    const algorithme = algorithmeDe(key);
    return algorithme && { algorithme, empreinte: thumbprint(key) };
  } catch {
    return undefined;
  }
}

function algorithmeDe({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject) {
  if (type === 'ed25519') return 'EdDSA';
  if (type === 'ec') return details?.namedCurve === 'prime256v1' ? 'ES256' : undefined;
  if (type === 'rsa') return (details?.modulusLength ?? 0) >= MIN_RSA_BITS ? 'PS256' : undefined;
  return undefined;
}
