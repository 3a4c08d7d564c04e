import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sign } from 'jsonwebtoken';
import { demoClients, type DemoClient } from '../../src/auth/demo-clients';
import { startHub, type Hub } from '../../src/hub';
import { enregistrerMachine, enregistrerPartenaire } from '../../src/partners';
import type { Contrainte } from '../../src/platform/client.entity';
import { readConfig, type Config } from '../../src/platform/config';
import { freePort } from '../../src/platform/free-port';
import { createLogger } from '../../src/platform/logger';
import type { Database } from '../../src/platform/database';
import { openHubDatabase } from '../../src/rows';
import { cloneDatabase } from '../support/database';

// That of jest comes from outside its realm: oidc-provider would take no copy of its for a plain object.
globalThis.structuredClone = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

export interface HubEmetteur {
  readonly hub: Hub;
  /** Its tables, as their owner sees them. */
  readonly database: Database;
  readonly config: Config;
  readonly url: string;
  readonly folder: string;
  fermer(): Promise<void>;
}

/** A hub with its own authorization server, at an address known beforehand. */
export async function ouvrirHubEmetteur(env: Record<string, string> = {}): Promise<HubEmetteur> {
  const { url: DATABASE_URL, drop } = await cloneDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-identite-'));
  const port = String(await freePort());
  const url = `${env['TLS_CERT_FILE'] === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
  const config = readConfig({ PORT: port, PUBLIC_URL: url, DATABASE_URL, HUB_DATA_DIR: folder, ...env });
  const hub = await startHub({ config, role: 'api', logger: createLogger({ level: 'silent' }) });
  const database = await openHubDatabase(hub.databaseUrl, { poolSize: 2 });
  return {
    ...{ hub, database, config, url, folder },
    fermer: async () => {
      await database.close();
      await hub.close();
      await drop();
      rmSync(folder, { recursive: true });
    },
  };
}

export interface Cle {
  readonly privateKey: KeyObject;
  readonly jwk: Record<string, string>;
}

export function nouvelleCle(kid = randomUUID(), type: 'ES256' | 'PS256' | 'EdDSA' = 'ES256'): Cle {
  const { privateKey, publicKey } =
    type === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : type === 'PS256'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : generateKeyPairSync('ed25519');
  return { privateKey, jwk: { ...(publicKey.export({ format: 'jwk' }) as Record<string, string>), kid } };
}

export interface Machine extends Cle {
  readonly clientId: string;
  readonly scopes: readonly string[];
}

/** A machine of its own for a test, of an institution that is registered if it was not. */
export async function nouvelleMachine(
  { database }: HubEmetteur,
  partenaire: DemoClient = demoClients.crip,
  options: { contrainte?: Contrainte; cle?: Cle; scopes?: readonly string[] } = {},
): Promise<Machine> {
  const { cle = nouvelleCle(), contrainte = 'AUCUNE', scopes = partenaire.scopes } = options;
  const machine = { clientId: `machine-${randomUUID()}`, institution: partenaire.institution, scopes };
  await enregistrerPartenaire(database, partenaire);
  await enregistrerMachine(database, { ...machine, contrainte, publicJwk: cle.jwk });
  return { ...machine, ...cle };
}

/** The right assertion of a client, bent by `payload` and `header`: an entry set to undefined is left out. */
export function assertion(
  { config }: HubEmetteur,
  { clientId, privateKey, jwk }: Machine,
  payload: object = {},
  header: object = {},
): string {
  const now = Math.floor(Date.now() / 1000);
  const claims: Record<string, unknown> = {
    iss: clientId,
    sub: clientId,
    aud: config.AUTH_ISSUER,
    jti: randomUUID(),
    iat: now,
    exp: now + 30,
  };
  const present = Object.entries({ ...claims, ...payload }).filter(([, value]) => value !== undefined);
  const alg = 'ES256' as const;
  return sign(Object.fromEntries(present), privateKey, {
    algorithm: alg,
    header: { alg, kid: jwk['kid']!, ...header },
  });
}

export interface ReponseJeton {
  readonly status: number;
  readonly body: { access_token?: string; error?: string; error_description?: string; scope?: string };
}

export function corps(client_assertion: string, scopes: readonly string[], more: Record<string, string> = {}) {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    scope: scopes.join(' '),
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion,
    ...more,
  });
}

export async function demanderJeton(
  hub: HubEmetteur,
  body: URLSearchParams,
  headers: Record<string, string> = {},
): Promise<ReponseJeton> {
  const response = await fetch(`${hub.url}/oidc/token`, { method: 'POST', body, headers });
  return { status: response.status, body: JSON.parse(await response.text()) as ReponseJeton['body'] };
}

/** The token of a machine that does everything right. */
export async function jetonDe(hub: HubEmetteur, machine: Machine, headers: Record<string, string> = {}) {
  const { body } = await demanderJeton(hub, corps(assertion(hub, machine), machine.scopes), headers);
  if (body.access_token === undefined) throw new Error(JSON.stringify(body));
  return body.access_token;
}

export interface ReponseHub {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string;
  readonly headers: Headers;
}

/** Something that every institution of a profession may read. */
export async function lire(
  { url }: HubEmetteur,
  authorization: string | undefined,
  headers: Record<string, string> = {},
): Promise<ReponseHub> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
      ...headers,
    },
    body: JSON.stringify({ query: '{ notifications(first: 1) { pageInfo { hasNextPage } } }' }),
  });
  const { errors } = JSON.parse(await response.text()) as {
    errors?: { message: string; extensions: { code: string } }[];
  };
  const [error] = errors ?? [];
  return {
    ...{ status: response.status, code: error?.extensions.code, message: error?.message ?? '' },
    headers: response.headers,
  };
}
