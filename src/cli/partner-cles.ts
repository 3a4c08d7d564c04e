import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync, unlinkSync } from 'node:fs';
import { z } from 'zod';
import type { ClePubliqueInput } from '../subgraphs/administration';
import { writeOnce } from '../platform/write-once';
import { ErreurUsage } from './command';

export interface OptionsCle {
  /** File of a public JWK. */
  readonly cle?: string | undefined;
  /** File in which a generated private key is written. */
  readonly vers?: string | undefined;
}

export interface Paire {
  readonly publique: ClePubliqueInput;
  /** Where its private half is, shown once if nowhere; nothing to say when it stayed with the partner. */
  readonly remise: string;
  /** The act was refused: the key is worth nothing. */
  readonly renoncer: () => void;
}

/** The public key of a file or, without one, a new pair: its private half is shown once, and kept nowhere. */
export function paire({ cle, vers }: OptionsCle): Paire {
  if (cle !== undefined) {
    if (vers !== undefined) throw new ErreurUsage('--vers est pour une clé engendrée ici : pas avec --cle.');
    return { publique: lire(cle), remise: '', renoncer: () => undefined };
  }
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomUUID();
  const privee = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' });
  const { kty = '', crv, x, y } = publicKey.export({ format: 'jwk' });
  return { publique: { kid, kty, crv: crv ?? null, x: x ?? null, y: y ?? null }, ...remettre(privee, vers) };
}

/** Kept before the act: a key that is registered and whose private half is lost locks the machine out. */
function remettre(privee: string, vers: string | undefined): Omit<Paire, 'publique'> {
  if (vers === undefined)
    return {
      remise: `Clé privée, montrée cette seule fois, à remettre au partenaire par un canal sûr :\n${privee}\n`,
      renoncer: () => undefined,
    };
  if (!ecrire(vers, `${privee}\n`)) throw new ErreurUsage(`--vers : le fichier ${vers} existe déjà.`);
  return {
    remise: `Clé privée écrite dans ${vers}, lisible de vous seul : remettez-la au partenaire par un canal sûr.\n`,
    renoncer: () => {
      unlinkSync(vers);
    },
  };
}

function ecrire(vers: string, texte: string): boolean {
  try {
    return writeOnce(vers, texte);
  } catch {
    throw new ErreurUsage(`--vers : le fichier ${vers} ne peut pas être écrit.`);
  }
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

/** An act that registers a key: when it is refused, nothing is left of its private half. */
export async function avecLaCle<T>(cle: Paire | undefined, acte: () => Promise<T>): Promise<T> {
  try {
    return await acte();
  } catch (error) {
    cle?.renoncer();
    throw error;
  }
}
