import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES } from '../../src/auth/actor';
import { demoClients, isDemoClientName, type DemoClientName } from '../../src/auth/demo-clients';
import { loadDemoKeys, signDemoToken } from '../../src/auth/demo-keys';
import { createVerifier } from '../../src/auth/verify';
import { parseFiness, parseUai } from '../../src/domain/identifiers-etablissements';
import { AUDIENCE as audience, ISSUER as issuer } from './tokens';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-keys-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const config = () => ({ NODE_ENV: 'test' as const, HUB_DATA_DIR: join(folder, 'hub') });

describe('the demo partners', () => {
  it('are one of each role, with identifiers whose keys are right', () => {
    expect(Object.keys(demoClients).sort()).toEqual([...ROLES].sort());
    for (const [name, client] of Object.entries(demoClients)) expect(client.role).toBe(name);
    expect(parseUai(demoClients.college.institution).ok).toBe(true);
    expect(parseUai(demoClients.dsden.institution).ok).toBe(true);
    expect(parseFiness(demoClients.hopital.institution).ok).toBe(true);
    expect(isDemoClientName('constructor')).toBe(false);
  });

  it('sign tokens that the verifier accepts', async () => {
    const keys = loadDemoKeys(config());
    const verifier = createVerifier({ jwks: keys.jwks, issuer, audience });
    for (const name of Object.keys(demoClients) as DemoClientName[]) {
      const { institution, role, territoire, scopes } = demoClients[name];
      const actor = await verifier(signDemoToken(keys, name, { issuer, audience }));
      expect(actor).toMatchObject({ institution, role, territoire, scopes });
    }
  });
});

describe('the demo keys', () => {
  it('are kept, for the owner of the folder only', () => {
    const first = loadDemoKeys(config());
    expect(loadDemoKeys(config()).kid).toBe(first.kid);
    expect(statSync(join(folder, 'hub', 'demo-keys.json')).mode & 0o777).toBe(0o600);
  });

  it('are refused in production', () => {
    expect(() => loadDemoKeys({ ...config(), NODE_ENV: 'production' })).toThrow('production');
  });

  it('that cannot be read are said to be so, and are not replaced', () => {
    const { HUB_DATA_DIR } = config();
    loadDemoKeys(config());
    writeFileSync(join(HUB_DATA_DIR, 'demo-keys.json'), '{');
    expect(() => loadDemoKeys(config())).toThrow('delete it');
    expect(readFileSync(join(HUB_DATA_DIR, 'demo-keys.json'), 'utf8')).toBe('{');
  });
});

describe('the token command', () => {
  // Runs the source file without building the whole product.
  const FROM_SOURCE = `
    const { transformSync } = require('@swc/core');
    require.extensions['.ts'] = (module, filename) =>
      module._compile(transformSync(require('node:fs').readFileSync(filename, 'utf8'), { filename }).code, filename);
    require(process.argv[1]);`;
  const cli = join(__dirname, '../../src/auth/token-cli.ts');
  const run = (args: string[], env: Record<string, string> = {}) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
      const child = execFile(
        process.execPath,
        ['-e', FROM_SOURCE, '--', cli, ...args],
        { env: { PATH: process.env['PATH'], HUB_DATA_DIR: join(folder, 'hub'), NODE_ENV: 'test', ...env } },
        (_, stdout, stderr) => {
          done({ code: child.exitCode ?? -1, stdout, stderr });
        },
      );
    });

  it('prints a token and nothing else, even when two start together on an empty folder', async () => {
    const runs = await Promise.all([run(['college']), run(['crip', '--expires-in', '15m'])]);
    const keys = loadDemoKeys(config());
    const options = { issuer: 'https://demo.passerelle-enfance.invalid', audience: 'passerelle-enfance' };
    const verifier = createVerifier({ jwks: keys.jwks, ...options });
    for (const { code, stdout, stderr } of runs) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      await expect(verifier(stdout.trimEnd())).resolves.toBeDefined();
    }
    const short = await verifier(runs[1].stdout.trimEnd());
    expect(short.expiresAt).toBeLessThanOrEqual(Date.now() / 1000 + 900);
  });

  it.each([
    [['mairie'], {}, 'Clients connus : college, dsden'],
    [[], {}, 'Un client est attendu'],
    [['crip', '--nope'], {}, 'Option inconnue'],
    [['crip', '--expires-in', 'jamais'], {}, '--expires-in'],
    [
      ['crip'],
      { NODE_ENV: 'production', DATABASE_URL: 'postgres://db.test/hub', AUTH_JWKS: 'https://issuer.test/jwks' },
      'production',
    ],
    [['crip'], { PORT: 'x' }, 'PORT'],
  ])('%j refuses with a sentence and status 2', async (args, env, sentence) => {
    const { code, stdout, stderr } = await run(args, env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('explains itself', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('npm run -s token');
  });
});
