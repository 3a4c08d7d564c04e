import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';

/** A key signs receipts or the journal, never both: whoever serves requests cannot rewrite the journal. */
export const EMPLOIS = ['recus', 'journal'] as const;
export type Emploi = (typeof EMPLOIS)[number];

const base64url = z.string().regex(/^[\w-]{43}$/);
const cle = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: base64url,
  /** Present: this process may sign with it. */
  d: base64url.optional(),
  kid: z.string(),
  emploi: z.enum(EMPLOIS),
  /** In use from, and until; in seconds since 1970. */
  nbf: z.int().optional(),
  exp: z.int().optional(),
});
export const trousseauSchema = z.object({
  /** Name of the journal, without scheme: it is in each checkpoint and each receipt. */
  origine: z.string().regex(/^[a-z0-9.-]+(\/[a-z0-9._-]+)*$/, { error: 'must be a host and a path, without scheme' }),
  keys: z.array(cle),
});
export type Cle = z.infer<typeof cle>;
export type Trousseau = z.infer<typeof trousseauSchema>;

export interface Signataire {
  readonly origine: string;
  readonly kid: string;
  /** 32 bytes. */
  readonly publique: Buffer;
  readonly signer: (octets: Uint8Array) => Buffer;
}

/** The first private key of that use which is still in use. @throws Error when there is none */
export function signataire({ origine, keys }: Trousseau, emploi: Emploi, maintenant: Date): Signataire {
  const instant = maintenant.getTime() / 1_000;
  const active = keys.find((une) => une.emploi === emploi && une.d !== undefined && (une.exp ?? Infinity) > instant);
  if (active?.d === undefined) throw new Error(`no private key in use for « ${emploi} »`);
  const { kty, crv, x, d } = active;
  const privee = createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' });
  const publique = Buffer.from(x, 'base64url');
  // The public half of a private key is derived, never believed.
  if (createPublicKey(privee).export({ format: 'jwk' }).x !== x)
    throw new Error(`the key ${active.kid} does not match`);
  return { origine, kid: active.kid, publique, signer: (octets) => sign(null, octets, privee) };
}

/** What anyone may read: `/.well-known/hub-keys.json`. */
export function publiques({ origine, keys }: Trousseau): Trousseau {
  return { origine, keys: keys.map(({ d: _, ...publique }) => publique) };
}

export function nouvelleCle(emploi: Emploi): Cle {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x, d, kid: empreinteCle(x), emploi };
}

/** A new key for that use; the one before signs no more, and is kept to verify what it signed. */
export function tourner({ origine, keys }: Trousseau, emploi: Emploi, maintenant: Date): Trousseau {
  const anciennes = keys.map((une) => {
    if (une.emploi !== emploi || une.d === undefined) return une;
    const { d: _, ...publique } = une;
    return { ...publique, exp: secondes(maintenant) };
  });
  return { origine, keys: [{ ...nouvelleCle(emploi), nbf: secondes(maintenant) }, ...anciennes] };
}

const secondes = (instant: Date) => Math.floor(instant.getTime() / 1_000);

/** RFC 7638. */
export function empreinteCle(x: string): string {
  return createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
}

export type Verifieur = (octets: Uint8Array, signature: Uint8Array) => boolean;

/** Verifies with a key of that use, in use at that instant. Undefined when there is no such key. */
export function verifieur({ keys }: Trousseau, emploi: Emploi, kid: string, le: Date): Verifieur | undefined {
  const une = keys.find((candidate) => candidate.emploi === emploi && candidate.kid === kid);
  if (une === undefined || empreinteCle(une.x) !== kid) return undefined;
  // A second of the past: `nbf` has no milliseconds.
  const instant = le.getTime() / 1_000;
  if (instant < (une.nbf ?? -Infinity) || instant > (une.exp ?? Infinity)) return undefined;
  const { kty, crv, x } = une;
  const publique: KeyObject = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
  return (octets, signature) => verify(null, octets, publique, signature);
}
