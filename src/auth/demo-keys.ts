import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sign, type SignOptions } from 'jsonwebtoken';
import { z } from 'zod';
import type { Config } from '../platform/config';
import { writeOnce } from '../platform/write-once';
import { demoClients, type DemoClientName } from './demo-clients';
import { staticJwks, type Jwks } from './jwks';

/** A key pair of the trial install. It never leaves the data folder and is refused in production. */
export interface DemoKeys {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwks: Jwks;
}

const stored = z.object({ kid: z.string().min(1), privateKey: z.record(z.string(), z.unknown()) });

/** Reads `<HUB_DATA_DIR>/demo-keys.json`, created on first use. Processes that start together end up with the same pair. */
export function loadDemoKeys(config: Pick<Config, 'NODE_ENV' | 'HUB_DATA_DIR'>): DemoKeys {
  if (config.NODE_ENV === 'production')
    throw new Error('The demo keys are refused when NODE_ENV=production: set AUTH_JWKS.');
  mkdirSync(config.HUB_DATA_DIR, { recursive: true, mode: 0o700 });
  const path = join(config.HUB_DATA_DIR, 'demo-keys.json');
  const { kid, privateKey } = readStored(path) ?? createStored(path);
  const key = createPrivateKey({ key: privateKey, format: 'jwk' });
  const jwk = { ...createPublicKey(key).export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' };
  return { kid, privateKey: key, jwks: staticJwks({ keys: [jwk] }) };
}

export interface DemoTokenOptions {
  readonly issuer: string;
  readonly audience: string;
  /** As `jsonwebtoken` reads it: `1h`, `30m`, or a number of seconds. */
  readonly expiresIn?: SignOptions['expiresIn'];
}

export function signDemoToken(keys: DemoKeys, name: DemoClientName, options: DemoTokenOptions): string {
  const client = demoClients[name];
  const { institution, role, territoire, scopes } = client;
  return sign({ institution, role, territoire, scope: scopes.join(' '), client_id: `demo-${name}` }, keys.privateKey, {
    algorithm: 'ES256',
    header: { alg: 'ES256', typ: 'at+jwt', kid: keys.kid },
    subject: `demo-${name}`,
    issuer: options.issuer,
    audience: options.audience,
    jwtid: randomUUID(),
    expiresIn: options.expiresIn ?? '1h',
  });
}

function readStored(path: string) {
  try {
    return stored.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error('demo-keys.json, in the data folder, is not readable: delete it to get a new pair.', {
      cause: error,
    });
  }
}

function createStored(path: string) {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = `demo-${randomUUID()}`;
  writeOnce(path, JSON.stringify({ kid, privateKey: privateKey.export({ format: 'jwk' }) }));
  const kept = readStored(path);
  if (kept === undefined) throw new Error('demo-keys.json vanished while it was being created.');
  return kept;
}
