import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../platform/config';
import { keptFile } from '../platform/write-once';
import { demoClients, isDemoClientName, type DemoClientName } from './demo-clients';
import type { JwkPublique } from './jwks';

/** The key by which a client of the trial install proves who it is. It never leaves the data folder and is refused in production. */
export interface DemoKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: JwkPublique;
}

export type DemoKeys = Readonly<Record<DemoClientName, DemoKey>>;

const stored = z.record(z.string(), z.record(z.string(), z.string()));

export function demoClientId(name: DemoClientName): string {
  return `demo-${name}`;
}

/** Reads `<HUB_DATA_DIR>/demo-clients.json`, made on first use. */
export function loadDemoKeys(config: Pick<Config, 'NODE_ENV' | 'HUB_DATA_DIR'>): DemoKeys {
  if (config.NODE_ENV === 'production') throw new Error('The demo clients are refused when NODE_ENV=production.');
  const text = keptFile(join(config.HUB_DATA_DIR, 'demo-clients.json'), makeKeys);
  try {
    const keys = Object.entries(stored.parse(JSON.parse(text)));
    return Object.fromEntries(keys.filter(([name]) => isDemoClientName(name)).map(readKey)) as DemoKeys;
  } catch (error) {
    throw new Error('demo-clients.json, in the data folder, is not readable: delete it to get new keys.', {
      cause: error,
    });
  }
}

function makeKeys(): string {
  const keys = Object.keys(demoClients).map((name) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return [name, { ...privateKey.export({ format: 'jwk' }), kid: `demo-${randomUUID()}` }];
  });
  return JSON.stringify(Object.fromEntries(keys));
}

function readKey([name, jwk]: [string, Record<string, string>]): [string, DemoKey] {
  const { kid = '' } = jwk;
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const { kty, crv, x, y } = createPublicKey(privateKey).export({ format: 'jwk' });
  const publicJwk = { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' } as JwkPublique;
  return [name, { kid, privateKey, publicJwk }];
}
