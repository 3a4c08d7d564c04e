import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { HubError } from '../domain/errors';

/**
 * The signatures the hub accepts, and the key each one needs: those of FAPI 2.0 that `jsonwebtoken` knows.
 * No RS256 (PKCS#1 v1.5 padding), no HMAC (a secret shared with a partner proves nothing against it), no `none`.
 */
export const ALGORITHMES = ['ES256', 'PS256'] as const;
export type Algorithme = (typeof ALGORITHMES)[number];

/** Where the keys of the token issuer come from. */
export interface Jwks {
  /** The verification key of that name for that algorithm, if the issuer publishes it today. */
  key(kid: string, algorithm: Algorithme): Promise<KeyObject | undefined>;
}

/** A public key as RFC 7517 writes it. */
export type JwkPublique = Readonly<Record<string, string>>;

export interface JwksOptions {
  /** Shortest time between two readings caused by an unknown `kid`. */
  readonly unknownKidPauseMs?: number;
  /** After this time the set is read again, so that a withdrawn key stops working. */
  readonly maxAgeMs?: number;
}

const MAX_JWKS_BYTES = 262_144;
const MIN_RSA_BITS = 2048;

const jwkSet = z.object({ keys: z.array(z.record(z.string(), z.unknown())).max(200) });

type KeySet = ReadonlyMap<string, KeyObject>;

/** Keys given once and for all. Unusable ones (private, symmetric, for encryption, of the wrong kind) are left out. */
export function staticJwks(document: unknown): Jwks {
  const keys = readKeySet(document);
  return { key: (kid, algorithm) => Promise.resolve(keys.get(`${algorithm} ${kid}`)) };
}

/** Keys published at an http(s) address or in a file. */
export function remoteJwks(source: string, options: JwksOptions & { readonly timeoutMs?: number } = {}): Jwks {
  const { timeoutMs = 5_000, ...rest } = options;
  return readJwks(() => fetchDocument(source, timeoutMs), rest);
}

/** Keys read on first need, and again when they age or a `kid` is unknown. */
export function readJwks(source: () => Promise<unknown>, options: JwksOptions = {}): Jwks {
  const { unknownKidPauseMs = 30_000, maxAgeMs = 600_000 } = options;
  let keys: KeySet | undefined;
  let readAt = -Infinity;
  let reading: Promise<void> | undefined;

  const read = (): Promise<void> => {
    readAt = performance.now();
    reading ??= source()
      .then((document) => {
        keys = readKeySet(document);
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };

  // A failed reading leaves the last known keys in service: the issuer being down must not close the hub.
  const refresh = async (): Promise<void> => {
    try {
      await read();
    } catch {
      if (keys === undefined) throw new HubError('SERVICE_INDISPONIBLE', KEYS_UNREADABLE);
    }
  };

  return {
    async key(kid, algorithm) {
      const age = () => performance.now() - readAt;
      if (keys === undefined) {
        if (reading === undefined && age() < Math.min(unknownKidPauseMs, 1_000))
          throw new HubError('SERVICE_INDISPONIBLE', KEYS_UNREADABLE);
        await refresh();
      } else if (age() > maxAgeMs) await refresh();
      const name = `${algorithm} ${kid}`;
      const known = keys?.get(name);
      if (known !== undefined) return known;
      if (reading !== undefined || age() >= unknownKidPauseMs) await (reading?.catch(() => undefined) ?? refresh());
      return keys?.get(name);
    },
  };
}

const KEYS_UNREADABLE = "Les clés de l'émetteur des jetons ne peuvent pas être lues pour le moment. Réessayez.";

async function fetchDocument(source: string, timeoutMs: number): Promise<unknown> {
  if (!/^https?:/.test(source)) return JSON.parse(await readFile(source, 'utf8'));
  const response = await fetch(source, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok || response.body === null) throw new Error(`JWKS: HTTP ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_JWKS_BYTES) throw new Error('JWKS: too long');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function readKeySet(document: unknown): KeySet {
  const keys = new Map<string, KeyObject>();
  for (const jwk of jwkSet.parse(document).keys) {
    const usable = readKey(jwk);
    if (usable !== undefined && !keys.has(usable.name)) keys.set(usable.name, usable.key);
  }
  return keys;
}

function readKey(jwk: Record<string, unknown>): { name: string; key: KeyObject } | undefined {
  if (typeof jwk['kid'] !== 'string' || jwk['kid'] === '') return undefined;
  const usable = publicKey(jwk);
  return usable && { name: `${usable.algorithm} ${jwk['kid']}`, key: usable.key };
}

/** The verification key that a JWK holds, and the one algorithm it serves. Never a private or a symmetric one. */
export function publicKey(jwk: Record<string, unknown>): { algorithm: Algorithme; key: KeyObject } | undefined {
  const algorithm =
    jwk['kty'] === 'EC' && jwk['crv'] === 'P-256' ? 'ES256' : jwk['kty'] === 'RSA' ? 'PS256' : undefined;
  if (algorithm === undefined) return undefined;
  if ((jwk['alg'] ?? algorithm) !== algorithm || (jwk['use'] ?? 'sig') !== 'sig' || 'd' in jwk) return undefined;
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    if (algorithm === 'PS256' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS) return undefined;
    return { algorithm, key };
  } catch {
    return undefined;
  }
}

/** RFC 7638: what a key is named by, whatever else its JWK says. */
export function thumbprint(key: KeyObject): string {
  const { kty, crv, x, y, n, e } = key.export({ format: 'jwk' });
  const members = kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}
