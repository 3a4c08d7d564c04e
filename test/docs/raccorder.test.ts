import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { lancer } from '../../src/cli/main';
import { readConfig } from '../../src/platform/config';
import { ouvrirMonde, type Monde } from '../scenarios/monde';
import { freshDatabase, type TestDatabase } from '../support/database';

// oidc-provider would take no copy of jest's for a plain object.
globalThis.structuredClone = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

const [preparation = '', ...suite] = [
  ...readFileSync('docs/raccorder.md', 'utf8').matchAll(/```sh\n([\s\S]*?)```/g),
].map(([, bloc = '']) => bloc);
const avant = process.env;
let base: TestDatabase;
let monde: Monde;
let dossier: string;

beforeAll(async () => {
  base = await freshDatabase();
  dossier = mkdtempSync(join(tmpdir(), 'raccorder-'));
  for (const nom of ['docs', 'connectors']) symlinkSync(resolve(nom), join(dossier, nom));
  const env = { PORT: '0', DATABASE_URL: base.url, HUB_DATA_DIR: join(dossier, 'hub') };
  monde = await ouvrirMonde({ config: readConfig(env) });
  process.env = { ...avant, ...env };
});
afterAll(async () => {
  process.env = avant;
  await monde.fermer();
  await base.drop();
  rmSync(dossier, { recursive: true });
});

async function jouer(bloc: string): Promise<string> {
  const env = { ...avant, HUB: new URL(monde.url).origin };
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', bloc], { cwd: dossier, env });
  return stdout;
}

const outils = [
  ['bash', '--version'],
  ['curl', '--version'],
  ['openssl', 'version'],
] as const;
const ici = outils.every(([outil, version]) => spawnSync(outil, [version]).status === 0);

(ici ? test : test.skip)(
  'le guide du raccordement se joue tel qu’il est écrit',
  async () => {
    await jouer(preparation);
    const cle = join(dossier, 'cle-publique.jwk');
    const hopital = ['--scopes', 'ip:transmettre,ip:lire,enfant:lire,notification:lire,medical:lire'];
    for (const [institution, role, territoire, client, ...reste] of [
      ['310781406', 'hopital', '31', 'chu-dpi', ...hopital],
      ['0319002S', 'dsden', '31', 'dsden-lots'],
      ['tj31555', 'parquet', 'tj31555', 'tj31555-greffe'],
    ] as const) {
      const connue = ['partner', 'add', institution, '--role', role, '--nom', 'Essai', '--territoire', territoire];
      expect(await lancer([...connue, '--client', client, '--cle', cle, ...reste])).toMatchObject({ code: 0 });
    }
    expect(await jouer(suite.join('\n'))).toMatch(/^(signé par le hub, clé .+\n){2}$/);
    const lu = (nom: string) => readFileSync(join(dossier, nom), 'utf8');
    expect(JSON.parse(lu('jointe.json')).data.joindrePiece.userErrors).toEqual([]);
    expect(lu('resultat.csv')).toContain(';ACCEPTE;');
    writeFileSync(join(dossier, 'preuves.json'), lu('preuves.json').replace('remise', 'Remise') + ' ');
    await expect(jouer('node docs/raccorder/verifier.mjs entetes.txt < preuves.json')).rejects.toMatchObject({
      code: 1,
    });
  },
  120_000,
);
