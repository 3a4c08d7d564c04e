import { spawn } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { lancer } from '../../src/cli/main';
import { startHub } from '../../src/hub';
import { requestToken } from '../../src/identity/token-request';
import { enregistrerMachine } from '../../src/partners';
import { readConfig } from '../../src/platform/config';
import { freePort } from '../../src/platform/free-port';
import { createLogger } from '../../src/platform/logger';
import { openHubDatabase } from '../../src/rows';
import { ENREGISTRER, MON_RACCORDEMENT, partenaire, PARTENAIRES } from '../subgraphs/administration-envois';
import type { Json } from '../subgraphs/hub-ouvert';
import { baseVierge, type BaseVierge } from '../support/base-vierge';
import { typescriptHook } from '../support/typescript-hook';
import './hub';

/** What README « The first partner of a production hub » tells an operator to type, from an empty database on. */
let base: BaseVierge;
const dossier = mkdtempSync(join(tmpdir(), 'passerelle-production-'));
const fichier = (nom: string) => join(dossier, nom);
const avant = process.env;

beforeAll(async () => {
  base = await baseVierge();
  await taper(`cles ${fichier('secrets/preuve.json')} --creer hub.exemple.fr/journal`);
  await taper(`coffre ${fichier('secrets/coffre.json')} --creer`);
  await taper(`emetteur tourner ${fichier('emetteur.json')}`);
  process.env = {
    PATH: avant['PATH'],
    NODE_ENV: 'production',
    PORT: String(await freePort()),
    PUBLIC_URL: 'https://hub.exemple.fr',
    DATABASE_URL: base.application,
    AUTH_SIGNING_KEYS_FILE: fichier('emetteur.json'),
    COFFRE_CLES: fichier('secrets/coffre.json'),
    PREUVE_CLES: fichier('secrets/preuve.json'),
    AUDIT_EXPORT_DIR: fichier('journal'),
    SHUTDOWN_DELAY_MS: '0',
  };
  Object.assign(process.env, { DATABASE_OWNER_URL: base.proprietaire });
  await taper('migrer');
  delete process.env['DATABASE_OWNER_URL'];
  await taper(
    `partner add dsi-64 --role exploitant --nom DSI --client dsi-64-console --vers ${fichier('exploitant.json')}`,
  );
});
afterAll(async () => {
  process.env = avant;
  await base.detruire();
  rmSync(dossier, { recursive: true });
});

async function taper(ligne: string): Promise<void> {
  expect(await lancer(ligne.split(' '))).toMatchObject({ stderr: '', code: 0 });
}

async function jeton(url: string, clientId: string, privee: JsonWebKey & { kid?: string }, scopes: string[]) {
  const { token } = await requestToken({
    ...{ endpoint: `${url}/oidc/token`, issuer: 'https://hub.exemple.fr/oidc', clientId, scopes },
    ...{ kid: privee.kid ?? '', privateKey: createPrivateKey({ key: privee, format: 'jwk' }) },
  });
  return token;
}

async function demander(url: string, token: string, query: string, variables: object = {}): Promise<Json> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = JSON.parse(await response.text()) as { data: Json; errors?: Json };
  expect(errors).toBeUndefined();
  return Object.values(data)[0];
}

test('le premier exploitant vient de la ligne de commande ; par l’API, il raccorde le premier partenaire', async () => {
  const hub = await startHub({
    config: readConfig(process.env),
    role: 'api',
    logger: createLogger({ level: 'silent' }),
  });
  try {
    const url = hub.url!;
    const privee = JSON.parse(readFileSync(fichier('exploitant.json'), 'utf8')) as JsonWebKey;
    const exploitant = await jeton(url, 'dsi-64-console', privee, ['partenaire:lire', 'partenaire:gerer']);
    expect((await demander(url, exploitant, PARTENAIRES)).edges).toHaveLength(1);

    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
    const client = { clientId: 'crip-64-logiciel', scopes: ['notification:lire'], cle: { kid: 'a', kty, crv, x, y } };
    const { userErrors } = await demander(url, exploitant, ENREGISTRER, { input: partenaire({ client }) });
    expect(userErrors).toEqual([]);
    const sien = { ...privateKey.export({ format: 'jwk' }), kid: 'a' };
    const crip = await jeton(url, 'crip-64-logiciel', sien, ['notification:lire']);
    expect(await demander(url, crip, MON_RACCORDEMENT)).toMatchObject({
      institution: 'crip-64',
      clients: [{ clientId: 'crip-64-logiciel', cles: [{ kid: 'a' }] }],
    });
  } finally {
    await hub.close();
  }
  const proprietaire = await openHubDatabase(base.proprietaire, { poolSize: 1 });
  const audit = await proprietaire.query('SELECT acte, institution, acteur FROM hub.audit ORDER BY id');
  await proprietaire.close();
  expect(audit).toEqual([
    { acte: 'enregistrerPartenaire', institution: 'hub', acteur: 'exploitant' },
    { acte: 'enregistrerPartenaire', institution: 'dsi-64', acteur: 'dsi-64-console' },
  ]);
});

test('elle ne démarre pas avec une machine d’essai : le processus sort avec 2 et la nomme', async () => {
  const proprietaire = await openHubDatabase(base.proprietaire, { poolSize: 1 });
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicJwk = { ...(publicKey.export({ format: 'jwk' }) as Record<string, string>), kid: 'k' };
  await enregistrerMachine(proprietaire, { clientId: 'demo-crip', institution: 'crip-64', scopes: [], publicJwk });
  await proprietaire.close();
  expect(await demarrer()).toEqual([2, 'The machine demo-crip is that of trials: revoke it.\n']);
});

test('elle ne démarre pas avec le compte du propriétaire : une phrase, et 2', async () => {
  const [code, dit] = await demarrer({ DATABASE_URL: base.proprietaire });
  expect(code).toBe(2);
  expect(dit).toMatch(/^The login of DATABASE_URL owns tables or bypasses row-level security[^\n]+\n$/);
});

async function demarrer(autrement: object = {}): Promise<[code: unknown, dit: string]> {
  const child = spawn(process.execPath, ['-r', typescriptHook(dossier), resolve('src/main.ts'), '--role', 'api'], {
    env: { ...process.env, ...autrement },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let dit = '';
  child.stderr.on('data', (morceau: Buffer) => (dit += morceau.toString()));
  return [await new Promise((done) => child.on('close', done)), dit];
}
