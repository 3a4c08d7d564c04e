import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { trousseauSchema, type Trousseau } from '../audit/cles';
import { keptFile } from '../platform/write-once';

/** What a key between hubs is for: it signs messages (Ed25519), or files are encrypted for it (X25519). Never both. */
export const EMPLOIS_ECHANGE = ['signer', 'chiffrer'] as const;
export type EmploiEchange = (typeof EMPLOIS_ECHANGE)[number];
const COURBES = { signer: 'Ed25519', chiffrer: 'X25519' } as const;

const base64url = z.string().regex(/^[\w-]{43}$/);
const cle = z
  .strictObject({
    kty: z.literal('OKP'),
    crv: z.enum(['Ed25519', 'X25519']),
    x: base64url,
    /** Present: this hub may sign, or decrypt, with it. */
    d: base64url.optional(),
    kid: z.string(),
    emploi: z.enum(EMPLOIS_ECHANGE),
  })
  .refine(({ crv, emploi, x, kid }) => crv === COURBES[emploi] && kid === empreinteOkp(crv, x));
export type CleEchange = z.infer<typeof cle>;

/** The newest first: it signs, and it is the one to encrypt for. */
export const clesEchangeSchema = z.strictObject({ keys: z.array(cle).min(1).max(20) });
export type ClesEchange = z.infer<typeof clesEchangeSchema>;

/** What one hub gives to another by a safe way: who it is, what verifies its messages and its receipts. */
export const carteSchema = z.strictObject({
  echange: clesEchangeSchema.refine(({ keys }) => EMPLOIS_ECHANGE.every((une) => keys.some((k) => k.emploi === une))),
  preuve: trousseauSchema.refine(({ keys }) => keys.some(({ emploi }) => emploi === 'recus')),
});
export type Carte = z.infer<typeof carteSchema>;

/** RFC 7638. */
function empreinteOkp(crv: string, x: string): string {
  return createHash('sha256').update(`{"crv":"${crv}","kty":"OKP","x":"${x}"}`).digest('base64url');
}

function nouvelleCle(emploi: EmploiEchange): CleEchange {
  const { privateKey } = emploi === 'signer' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  const crv = COURBES[emploi];
  return { kty: 'OKP', crv, x, d, kid: empreinteOkp(crv, x), emploi };
}

export function nouvellesCles(): ClesEchange {
  return { keys: EMPLOIS_ECHANGE.map(nouvelleCle) };
}

/** A new key for that use. The one before still decrypts what was encrypted for it, and signs nothing. */
export function tournerEchange({ keys }: ClesEchange, emploi: EmploiEchange): ClesEchange {
  return { keys: [nouvelleCle(emploi), ...keys] };
}

/** Without anything private: all that another hub may still need to verify or to write with. */
export function carte({ keys }: ClesEchange, preuve: Trousseau): Carte {
  return { echange: { keys: keys.map(({ d: _, ...publique }) => publique) }, preuve };
}

/** @throws Error naming the file, and nothing that it holds */
export function lireClesEchange(path: string): ClesEchange {
  try {
    const lues = clesEchangeSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (EMPLOIS_ECHANGE.every((emploi) => lues.keys.some((une) => une.emploi === emploi && une.d !== undefined)))
      return lues;
  } catch {
    // What zod or JSON would quote may be a private key.
  }
  throw new Error(`The keys of ECHANGE_CLES are not those that « npm run hub -- hubs cles » writes: ${path}.`);
}

/** Those of `ECHANGE_CLES`; in a trial, some of its own. Undefined: this hub exchanges with no other. */
export function ouvrirClesEchange(config: {
  readonly ECHANGE_CLES?: string | undefined;
  readonly HUB_DATA_DIR: string;
  readonly NODE_ENV: string;
}): ClesEchange | undefined {
  if (config.ECHANGE_CLES !== undefined) return lireClesEchange(config.ECHANGE_CLES);
  if (config.NODE_ENV === 'production') return undefined;
  const path = join(config.HUB_DATA_DIR, 'echange-cles.json');
  keptFile(path, () => JSON.stringify(nouvellesCles(), undefined, 2));
  return lireClesEchange(path);
}
