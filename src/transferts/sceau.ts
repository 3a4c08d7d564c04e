import type { JWK } from 'jose' with { 'resolution-mode': 'import' };
import type { CleEchange, ClesEchange } from './cles';

/** Detached JWS (RFC 7515, appendix F) over bytes that are not encoded (RFC 7797), as receipts and signed events. */
export async function signer(octets: string, { keys }: ClesEchange): Promise<string> {
  const { FlattenedSign, importJWK } = await import('jose');
  const cle = keys.find(({ emploi, d }) => emploi === 'signer' && d !== undefined) as CleEchange;
  const { kid, emploi: _, ...jwk } = cle;
  const { protected: entete = '', signature } = await new FlattenedSign(Buffer.from(octets))
    .setProtectedHeader({ alg: 'EdDSA', b64: false, crit: ['b64'], kid })
    .sign(await importJWK(jwk as JWK, 'EdDSA'));
  return `${entete}..${signature}`;
}

const KID = /^[\w-]{43}$/;

/** The key that a signature names, whether or not it made it. */
export async function kidDe(jws: string | undefined): Promise<string | undefined> {
  const { decodeProtectedHeader } = await import('jose');
  const [entete = '', detache, signature = '', reste] = (jws ?? '').split('.');
  if (detache !== '' || reste !== undefined) return undefined;
  try {
    const { kid, b64 } = decodeProtectedHeader({ protected: entete, payload: '', signature });
    // RFC 7797 § 7: `b64` true, or absent, would sign other bytes.
    return b64 === false && typeof kid === 'string' && KID.test(kid) ? kid : undefined;
  } catch {
    return undefined;
  }
}

export async function signee(octets: Buffer, jws: string, jwk: JWK): Promise<boolean> {
  const { flattenedVerify, importJWK } = await import('jose');
  const [entete = '', , signature = ''] = jws.split('.');
  try {
    const cle = await importJWK(jwk, 'EdDSA');
    await flattenedVerify({ protected: entete, payload: octets, signature }, cle, { algorithms: ['EdDSA'] });
    return true;
  } catch {
    return false;
  }
}

/** JWE for one key: ephemeral X25519, AES-256-GCM (RFC 7516, 7518, 8037). */
export async function chiffrer(clair: Uint8Array, { kid, jwk }: { readonly kid: string; readonly jwk: JWK }) {
  const { CompactEncrypt, importJWK } = await import('jose');
  return new CompactEncrypt(clair)
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid })
    .encrypt(await importJWK(jwk, 'ECDH-ES+A256KW'));
}

/** Undefined: it was not encrypted for a key that this hub still has, or not as it should be. */
export async function dechiffrer(jwe: string, { keys }: ClesEchange): Promise<Buffer | undefined> {
  const { compactDecrypt, importJWK, decodeProtectedHeader } = await import('jose');
  try {
    const { kid: voulue } = decodeProtectedHeader(jwe);
    const cle = keys.find(({ kid, emploi, d }) => kid === voulue && emploi === 'chiffrer' && d !== undefined);
    if (!cle) return undefined;
    const { kid: _, emploi: __, ...jwk } = cle;
    const { plaintext } = await compactDecrypt(jwe, await importJWK(jwk as JWK, 'ECDH-ES+A256KW'), {
      keyManagementAlgorithms: ['ECDH-ES+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return Buffer.from(plaintext);
  } catch {
    return undefined;
  }
}
