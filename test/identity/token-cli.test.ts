import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'jsonwebtoken';
import { lire, ouvrirHubEmetteur, type HubEmetteur } from './hub';

// Runs the source file without building the whole product.
const FROM_SOURCE = `
  const { transformSync } = require('@swc/core');
  require.extensions['.ts'] = (module, filename) =>
    module._compile(transformSync(require('node:fs').readFileSync(filename, 'utf8'), { filename }).code, filename);
  require(process.argv[1]);`;
const CLI = join(__dirname, '../../src/identity/token-cli.ts');

let hub: HubEmetteur;
beforeAll(async () => {
  hub = await ouvrirHubEmetteur();
});
afterAll(() => hub.fermer());

function run(args: string[], env: Record<string, string> = {}) {
  const { HUB_DATA_DIR, AUTH_ISSUER, PORT } = hub.config;
  const own = { PATH: process.env['PATH'], HUB_DATA_DIR, AUTH_ISSUER, PORT: String(PORT), NODE_ENV: 'test' };
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    const command = ['-e', FROM_SOURCE, '--', CLI, ...args];
    const child = execFile(process.execPath, command, { env: { ...own, ...env } }, (_, stdout, stderr) => {
      done({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

it('prints a token that the hub gave, and nothing else', async () => {
  const runs = await Promise.all([run(['college']), run(['crip', '--hub', hub.url], { PORT: '1' })]);
  for (const { code, stdout, stderr } of runs) {
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect((await lire(hub, `Bearer ${stdout.trimEnd()}`)).status).toBe(200);
  }
  const used = await hub.database.query<{ iss: string }>(`SELECT contenu->>'iss' AS iss FROM hub.oidc`);
  expect(used.map(({ iss }) => iss).sort()).toEqual(['demo-college', 'demo-crip']);
});

it('signs it itself, and says so, when no hub answers: it is worth something to the hub of that folder', async () => {
  const { code, stdout, stderr } = await run(['crip'], { PORT: '1' });
  expect(code).toBe(0);
  expect(stderr).toMatch(/^Aucun hub ne répond à http:\/\/127\.0\.0\.1:1 : jeton signé ici[^\n]+\n$/);
  expect(decode(stdout.trimEnd())).toMatchObject({ client_id: 'demo-crip', institution: 'crip-31' });
  expect((await lire(hub, `Bearer ${stdout.trimEnd()}`)).status).toBe(200);
});

it('of another folder has other keys: the hub refuses, and the command says what it said', async () => {
  const other = mkdtempSync(join(tmpdir(), 'passerelle-jeton-'));
  const { code, stdout, stderr } = await run(['crip'], { HUB_DATA_DIR: other });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe('Le hub a refusé de donner un jeton : 401 invalid_client.\n');
  rmSync(other, { recursive: true });
});

it.each<[string[], Record<string, string>, string]>([
  [['mairie'], {}, 'Client « mairie » inconnu. Clients connus : college, dsden'],
  [[], {}, 'Un client est attendu'],
  [['crip', '--nope'], {}, 'Option « --nope » inconnue'],
  [['crip', '--hub', 'http://a', '--hub', 'http://b'], {}, '--hub est donnée plusieurs fois'],
  [['crip', '--hub', 'ici'], {}, '--hub attend une adresse'],
  [['crip'], { AUTH_JWKS: 'https://issuer.test/jwks' }, 'AUTH_JWKS désigne un autre émetteur'],
  [['crip'], { NODE_ENV: 'production' }, 'production'],
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
