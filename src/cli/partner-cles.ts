import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { ClePubliqueInput } from '../subgraphs/administration';
import { ErreurUsage } from './command';

export interface OptionsCle {
  /** File of a public JWK. */
  readonly cle?: string | undefined;
  /** File in which a generated private key is written. */
  readonly vers?: string | undefined;
}

export interface Paire {
  readonly publique: ClePubliqueInput;
  /** Hands the private half over, once, and says so; nothing to say when it stayed with the partner. */
  readonly remettre: () => string;
}

/** The public key of a file or, without one, a new pair: its private half is shown once, and kept nowhere. */
export function paire({ cle, vers }: OptionsCle): Paire {
  if (cle !== undefined) {
    if (vers !== undefined) throw new ErreurUsage('--vers est pour une clé engendrée ici : pas avec --cle.');
    return { publique: lire(cle), remettre: () => '' };
  }
  if (vers !== undefined && existsSync(vers)) throw new ErreurUsage(`--vers : le fichier ${vers} existe déjà.`);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomUUID();
  const privee = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' });
  const { kty = '', crv, x, y } = publicKey.export({ format: 'jwk' });
  return { publique: { kid, kty, crv: crv ?? null, x: x ?? null, y: y ?? null }, remettre: () => remise(privee, vers) };
}

function remise(privee: string, vers: string | undefined): string {
  if (vers === undefined)
    return `Clé privée, montrée cette seule fois, à remettre au partenaire par un canal sûr :\n${privee}\n`;
  writeFileSync(vers, `${privee}\n`, { mode: 0o600, flag: 'wx' });
  return `Clé privée écrite dans ${vers}, lisible de vous seul : remettez-la au partenaire par un canal sûr.\n`;
}

const jwk = z.object({
  ...{ kty: z.string(), kid: z.string().optional(), d: z.never().optional() },
  ...{ crv: z.string().optional(), x: z.string().optional(), y: z.string().optional() },
  ...{ n: z.string().optional(), e: z.string().optional() },
});

function lire(fichier: string): ClePubliqueInput {
  let texte: string;
  try {
    texte = readFileSync(fichier, 'utf8');
  } catch {
    throw new ErreurUsage(`--cle : le fichier ${fichier} ne peut pas être lu.`);
  }
  try {
    const { kid = randomUUID(), kty, crv, x, y, n, e } = jwk.parse(JSON.parse(texte));
    return { kid, kty, crv: crv ?? null, x: x ?? null, y: y ?? null, n: n ?? null, e: e ?? null };
  } catch {
    // What would be quoted may be a private key.
    throw new ErreurUsage('--cle : une clé publique JWK (RFC 7517) est attendue, sans sa part privée.');
  }
}
