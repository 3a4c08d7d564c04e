import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { JwkPublique } from '../auth/jwks';
import { keptFile } from '../platform/write-once';

/** The keys that sign the hub's own access tokens: a file that every API process reads, never the database. */
export interface IssuerKeys {
  /** The set of today; the same object until it changes. */
  current(): IssuerKeySet;
}

export interface IssuerKeySet {
  readonly signing: IssuerKey;
  /** The keys of tokens that may still be alive, that which signs and that which soon will. */
  readonly published: readonly IssuerKey[];
}

export interface IssuerKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: JwkPublique;
  readonly creeLe: Date;
}

/** A new key is published before it signs: whoever keeps the key set for a while knows it by then. */
export const DELAI_PUBLICATION_MS = 60_000;
/** A replaced key stays published as long as the longest of its tokens, and what clocks differ by. */
const SURVIE_MS = 3_600_000 + 60_000;
const RELECTURE_MS = 1_000;

const stored = z.object({
  keys: z
    .array(z.object({ kid: z.string().min(1), creeLe: z.iso.datetime(), jwk: z.record(z.string(), z.string()) }))
    .min(1)
    .max(20),
});
type Stored = z.infer<typeof stored>;

/** Makes the file when it is not there. Its only key signs at once: no token can be older. */
export function keepIssuerKeys(path: string): string {
  keptFile(path, () => JSON.stringify({ keys: [makeKey(new Date(0))] }, null, 2));
  return path;
}

export function readIssuerKeys(path: string, now: () => number = Date.now): IssuerKeys {
  let file: Stored | undefined;
  let version = '';
  let checkedAt = -Infinity;
  let current: { names: string; set: IssuerKeySet } | undefined;

  const refresh = () => {
    if (file !== undefined && now() - checkedAt < RELECTURE_MS) return file;
    checkedAt = now();
    const { mtimeMs, size, ino } = statSync(path);
    const seen = `${String(mtimeMs)} ${String(size)} ${String(ino)}`;
    if (file === undefined || seen !== version) file = parse(readFileSync(path, 'utf8'));
    version = seen;
    return file;
  };

  return {
    current: () => {
      const { signing, published } = choose(refresh().keys, now());
      const names = [signing, ...published].map(({ kid }) => kid).join(' ');
      if (current?.names !== names) {
        const keys = published.map(open);
        const one = keys.find(({ kid }) => kid === signing.kid) ?? open(signing);
        current = { names, set: { signing: one, published: keys } };
      }
      return current.set;
    },
  };
}

/** Adds a key to the file, or makes it, and destroys the keys that nothing needs any more. */
export function rotateIssuerKeys(path: string, now = new Date()): { kid: string; oubliees: number } {
  if (!existsSync(path)) return { kid: readIssuerKeys(keepIssuerKeys(path)).current().signing.kid, oubliees: 0 };
  const before = parse(readFileSync(path, 'utf8')).keys;
  const added = makeKey(now);
  const kept = choose(before, now.getTime()).published;
  const aside = `${path}.${randomUUID()}`;
  writeFileSync(aside, JSON.stringify({ keys: [added, ...kept] }, null, 2), { mode: 0o600, flag: 'wx' });
  renameSync(aside, path);
  return { kid: added.kid, oubliees: before.length - kept.length };
}

function parse(text: string): Stored {
  try {
    return stored.parse(JSON.parse(text));
  } catch (error) {
    throw new Error('The file of the signing keys is not readable: see « npm run hub -- emetteur --help ».', {
      cause: error,
    });
  }
}

function choose(keys: Stored['keys'], now: number) {
  const newestFirst = [...keys].sort((a, b) => debut(b) - debut(a));
  const ready = newestFirst.filter((key) => debut(key) <= now);
  const signing = ready[0] ?? newestFirst.at(-1);
  if (signing === undefined) throw new Error('The file of the signing keys holds none.');
  // A key stops signing when the next one starts.
  const published = newestFirst.filter((_, i) => {
    const next = newestFirst[i - 1];
    return next === undefined || debut(next) + SURVIE_MS > now;
  });
  return { signing, published };
}

function debut({ creeLe }: Stored['keys'][number]): number {
  return Date.parse(creeLe) + DELAI_PUBLICATION_MS;
}

function makeKey(creeLe: Date): Stored['keys'][number] {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' }) as Record<string, string>;
  return { kid: `hub-${randomUUID()}`, creeLe: creeLe.toISOString(), jwk };
}

function open({ kid, jwk, creeLe }: Stored['keys'][number]): IssuerKey {
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const { kty, crv, x, y } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (crv !== 'P-256') throw new Error('The signing keys are EC keys on the curve P-256.');
  const publicJwk = { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' } as JwkPublique;
  return { kid, privateKey, publicJwk, creeLe: new Date(creeLe) };
}
