import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { typescriptHook } from '../support/typescript-hook';
import { ConfigError, configSchema, readConfig } from '../../src/platform/config';

const VARIABLES = Object.keys(configSchema.shape);

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('.env.example', () => {
  const text = readFileSync('.env.example', 'utf8');
  const example = parseEnv(text) as Record<string, string>;

  it('lists the variables of the hub, all of them and no other', () => {
    expect(Object.keys(example).sort()).toEqual([...VARIABLES].sort());
  });

  it('says what the hub does without it', () => {
    expect(readConfig(example)).toEqual(readConfig({}));
  });

  it('comments every group of variables', () => {
    const groups = text.trim().split(/\n\n+/).slice(1);
    expect(groups.filter((group) => !group.startsWith('# '))).toEqual([]);
  });
});

describe('a bad variable is refused by a sentence that names it', () => {
  const bad: Record<string, string[]> = {
    NODE_ENV: ['prod', 'Production'],
    PORT: ['abc', '-1', '65536', '40.5'],
    HOST: ['  '],
    METRICS_PORT: ['x', '-1', '65536'],
    METRICS_HOST: ['  '],
    MLLP_PORT: ['x', '-1', '65536'],
    MLLP_HOST: ['  '],
    HUB_DATA_DIR: ['  '],
    DATABASE_URL: ['localhost', 'mysql://x/y', 'http://x'],
    DATABASE_URL_FILE: ['/nowhere/url'],
    DATABASE_OWNER_URL: ['localhost', 'mysql://x/y'],
    REDIS_URL: ['localhost:6379', 'http://x'],
    REDIS_URL_FILE: ['/nowhere/url'],
    PUBLIC_URL: ['hub.example', 'ftp://x', 'https://hub.example/api'],
    AUTH_ISSUER: ['  '],
    AUTH_AUDIENCE: ['  '],
    AUTH_JWKS: ['/nowhere/jwks.json', 'ftp://x/jwks.json'],
    AUTH_CLAIMS: ['institution', 'institution=-', 'nom=x', 'role=a b'],
    AUTH_ACR: ['  ', 'eidas2,', 'eidas 2'],
    AUTH_SIGNING_KEYS_FILE: ['/nowhere/keys.json'],
    AUTH_TOKEN_SECONDS: ['x', '59', '3601', '60.5'],
    TLS_CERT_FILE: ['/nowhere/cert.pem'],
    TLS_KEY_FILE: ['/nowhere/key.pem'],
    CLIENT_CERT_HEADER: ['client cert', 'a:b'],
    TRUSTED_PROXIES: ['proxy.example', '10.0.0.0/33', '10.0.0.1,'],
    SHUTDOWN_DELAY_MS: ['x', '-1', '1.5', '300001'],
    WEBHOOK_HOSTS: ['https://partenaire.fr', 'a b', '*', 'a.fr,', '*.*.fr', 'partenaire.fr:443'],
    WEBHOOK_NETWORKS: [
      '10.0.0.1',
      '127.0.0.0/8',
      '169.254.0.0/16',
      '10.0.0.0/7',
      '0.0.0.0/0',
      '::/0',
      '10.1.0.0/33',
      'x/8',
    ],
    ALLOWED_OPERATIONS: ['/nowhere/operations.json', 'package.json', '.env.example'],
    OTEL_EXPORTER_OTLP_ENDPOINT: ['collecteur.example', 'ftp://ailleurs'],
    OTEL_TRACES_SAMPLER_ARG: ['x', '-1', '2'],
    PREUVE_CLES: ['/nowhere/preuve-cles.json'],
    OLINPE_CLES: ['/nowhere/olinpe-cles.json'],
    COFFRE_CLES: ['/nowhere/coffre-cles.json'],
    COFFRE_KMS_URL: ['bao.example', 'ldap://x', 'https://u:p@bao.example/v1/transit'],
    COFFRE_KMS_CLE: ['a/b', '../cle', 'a b'],
    COFFRE_KMS_JETON_FILE: ['/nowhere/jeton'],
    PIECES_DIR: ['  '],
    PIECES_S3_URL: ['s3://pieces', 'pieces'],
    PIECES_S3_REGION: ['  '],
    PIECES_S3_CLE: ['  '],
    PIECES_S3_SECRET_FILE: ['/nowhere/secret'],
    CLAMD_URL: ['clamd:3310', 'tcp://clamd', 'http://clamd:3310', 'unix://'],
    ECHANGE_CLES: ['/nowhere/echange-cles.json'],
    TRANSFERT_ALERTE_MINUTES: ['x', '0', '1.5', '10081'],
    AUDIT_EXPORT_DIR: ['  '],
    DEPOT_DIR: ['  '],
    LOG_LEVEL: ['verbose'],
    ...Object.fromEntries(
      VARIABLES.filter((name) => name.startsWith('LIMIT_')).map((name) => [name, ['x', '-1', '1.5', '1e9']]),
    ),
    ...Object.fromEntries(
      VARIABLES.filter((name) => name.startsWith('SUBGRAPH_')).map((name) => [name, ['x', 'ws://x']]),
    ),
  };

  it('whichever it is', () => {
    expect(Object.keys(bad)).toEqual(VARIABLES);
  });

  it.each(Object.entries(bad).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    '%s=%s',
    (name, value) => {
      expect(refusal({ [name]: value })).toMatch(new RegExp(`^${name} [^\\n]+\\.$`, 'm'));
    },
  );

  it('several at once, a line each', () => {
    expect(refusal({ PORT: 'abc', LOG_LEVEL: 'verbose' }).split('\n')).toHaveLength(2);
  });

  it('an empty variable counts as absent', () => {
    expect(refusal(Object.fromEntries(VARIABLES.map((name) => [name, ''])))).toBe('');
  });
});

describe('production', () => {
  const DATABASE_URL = `postgres://hub:${randomBytes(24).toString('hex')}@h/hub`;
  const preuve = { PREUVE_CLES: 'package.json', COFFRE_CLES: 'package.json', AUDIT_EXPORT_DIR: '/var/lib/hub/journal' };
  const own = { NODE_ENV: 'production', DATABASE_URL, PUBLIC_URL: 'https://hub.example', ...preuve };

  test('refuses the embedded database, and to sign tokens with the keys of a trial', () => {
    expect(refusal({ NODE_ENV: 'production' }).split('\n')).toEqual([
      expect.stringMatching(/^AUTH_SIGNING_KEYS_FILE is required .*AUTH_JWKS/),
      expect.stringMatching(/^PUBLIC_URL is required .*AUTH_JWKS/),
      expect.stringMatching(/^DATABASE_URL is required .*embedded/),
      expect.stringMatching(/^PREUVE_CLES is required .*trial key/),
      expect.stringMatching(/^COFFRE_CLES is required .*trial key/),
      expect.stringMatching(/^AUDIT_EXPORT_DIR is required .*leave the database/),
    ]);
    expect(refusal({ ...own, AUTH_SIGNING_KEYS_FILE: 'package.json' })).toBe('');
    expect(refusal({ ...own, PUBLIC_URL: '', AUTH_JWKS: 'https://x.invalid/jwks' })).toBe('');
  });

  test.each(['hub', 'postgres', 'changeme-changeme-changeme', 'Kj3', 'abababababababababab', 'password1234567890'])(
    'refuses the password %s, without repeating it',
    (password) => {
      const weak = { ...own, AUTH_JWKS: 'https://x.invalid/jwks', REDIS_URL: `redis://:${password}@h` };
      const said = refusal({ ...weak, DATABASE_URL: `postgres://u:${password}@h/db` });
      expect(said.split('\n')).toEqual([
        expect.stringMatching(/^DATABASE_URL holds a password that (is|has) [^\n]+\.$/),
        expect.stringMatching(/^REDIS_URL holds a password that (is|has) [^\n]+\.$/),
      ]);
      expect(said).not.toContain(`:${password}`);
    },
  );

  test('asks a key service over TLS, unless it is an agent on this machine', () => {
    const kms = (COFFRE_KMS_URL: string) =>
      refusal({
        ...{ ...own, AUTH_JWKS: 'https://x.invalid/jwks', COFFRE_KMS_URL },
        ...{ COFFRE_KMS_CLE: 'hub', COFFRE_KMS_JETON_FILE: 'package.json' },
      });
    expect(kms('http://bao.example:8200/v1/transit')).toMatch(/^COFFRE_KMS_URL must be https/);
    expect(kms('https://bao.example:8200/v1/transit')).toBe('');
    expect(kms('http://127.0.0.1:8200/v1/transit')).toBe('');
  });

  test('has the issuer at its public address, unless another is named', () => {
    const file = { ...own, AUTH_SIGNING_KEYS_FILE: 'package.json' };
    expect(readConfig(file).AUTH_ISSUER).toBe('https://hub.example/oidc');
    expect(readConfig({ ...file, AUTH_ISSUER: 'https://sso.example/realms/x' }).AUTH_ISSUER).toMatch(/realms/);
  });
});

describe('the issuer of a trial', () => {
  test.each([
    [{}, 'http://127.0.0.1:4000/oidc'],
    [{ PORT: '4100' }, 'http://127.0.0.1:4100/oidc'],
    [{ HOST: '0.0.0.0', PORT: '4100' }, 'http://127.0.0.1:4100/oidc'],
    [{ HOST: '::1', PORT: '4100' }, 'http://[::1]:4100/oidc'],
    [{ TLS_CERT_FILE: 'package.json', TLS_KEY_FILE: 'package.json', PORT: '4443' }, 'https://127.0.0.1:4443/oidc'],
    [{ PORT: '0' }, 'http://127.0.0.1:4000/oidc'],
  ])('is where it listens: %j', (env: Record<string, string>, issuer) => {
    expect(readConfig(env).AUTH_ISSUER).toBe(issuer);
  });
});

describe('a secret in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packaging-secret-'));
  const path = join(folder, 'url');
  writeFileSync(path, 'postgres://h/hub\n');
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('is read, and is the only one', () => {
    expect(readConfig({ DATABASE_URL_FILE: path }).DATABASE_URL).toBe('postgres://h/hub');
    expect(refusal({ DATABASE_URL_FILE: path, DATABASE_URL: 'postgres://h/x' })).toMatch(/^DATABASE_URL_FILE cannot/);
    expect(refusal({ REDIS_URL_FILE: path })).toMatch(/^REDIS_URL must be/);
  });
});

test('what only makes sense together is asked for together', () => {
  const [file] = ['package.json'];
  expect(refusal({ TLS_CERT_FILE: file })).toMatch(/^TLS_KEY_FILE is required/);
  expect(refusal({ TLS_KEY_FILE: file })).toMatch(/^TLS_CERT_FILE is required/);
  expect(refusal({ MLLP_PORT: '2575' })).toMatch(/^TLS_CERT_FILE is required with MLLP_PORT/);
  expect(refusal({ CLIENT_CERT_HEADER: 'client-cert' })).toMatch(/^TRUSTED_PROXIES is required/);
  expect(refusal({ AUTH_CLAIMS: 'client_id=azp' })).toMatch(/^AUTH_CLAIMS .*AUTH_JWKS/);
  expect(refusal({ AUTH_ACR: 'eidas2' })).toMatch(/^AUTH_ACR .*AUTH_JWKS/);
  expect(refusal({ COFFRE_KMS_CLE: 'hub' })).toMatch(/^COFFRE_KMS_URL is required/);
  expect(refusal({ COFFRE_KMS_URL: 'https://bao.example/v1/transit' })).toMatch(
    /^COFFRE_KMS_CLE is required[^\n]+\nCOFFRE_KMS_JETON_FILE is required/,
  );
});

describe('the process itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packaging-'));
  const hook = typescriptHook(folder);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function run(env: Record<string, string>, ...args: string[]): Promise<{ code: number | null; err: string }> {
    const child = spawn(process.execPath, ['-r', hook, resolve('src/main.ts'), ...args], {
      env: { PATH: process.env['PATH']!, HUB_DATA_DIR: folder, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    return new Promise((done) => {
      child.on('close', (code) => {
        done({ code, err });
      });
    });
  }

  it.each([
    ['a port that is none', { PORT: 'abc' }, [], /^PORT must be a TCP port[^\n]*\.\n$/],
    [
      'production without a database or keys',
      { NODE_ENV: 'production' },
      [],
      /^AUTH_SIGNING_KEYS_FILE [^\n]+\nPUBLIC_URL [^\n]+\nDATABASE_URL [^\n]+\nPREUVE_CLES [^\n]+\nCOFFRE_CLES [^\n]+\nAUDIT_EXPORT_DIR [^\n]+\n$/,
    ],
    ['an unknown role', {}, ['--role', 'chef'], /^--role takes api or worker\.\n$/],
    ['an unknown option', {}, ['--vite'], /^--vite is unknown\. See --help\.\n$/],
  ])('exits 2 on %s, without a stack', async (_, env, args, sentence) => {
    const { code, err } = await run(env, ...args);
    expect(err).toMatch(sentence);
    expect(code).toBe(2);
  });
});
