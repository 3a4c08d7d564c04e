import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lancer } from '../../src/cli/main';
import { freshDatabase, type TestDatabase } from '../support/database';
import { jeu } from '../observatoire/olinpe-jeu';

let database: TestDatabase;
let dossier: string;
const { enfant, information, mesure } = jeu(() => database);
const hub = (...args: string[]) => lancer(args);
const avant = { ...process.env };
beforeAll(async () => {
  database = await freshDatabase();
  dossier = mkdtempSync(join(tmpdir(), 'olinpe-'));
  Object.assign(process.env, { DATABASE_URL: database.url, HUB_DATA_DIR: dossier });
  // The keys of `freshDatabase`.
  const cle = Buffer.alloc(32, 'essai').toString('base64');
  writeFileSync(join(dossier, 'coffre-cles.json'), JSON.stringify({ index: cle, keks: [{ id: 'essai', cle }] }));
  const enfantId = await enfant();
  const informationId = await information(enfantId, ['MARTIN Anne']);
  await mesure(enfantId, { informationId, dateNaissance: '2015-03-09' });
});
afterAll(async () => {
  process.env = avant;
  rmSync(dossier, { recursive: true });
  await database.drop();
});

const vers = (nom: string) => join(dossier, nom);
const EXPORT = ['olinpe', '--annee', '2025', '--collectivite', '31'];

test('écrit le fichier, dit ce qui manque et pourquoi ; rejouée, la commande redonne les mêmes octets', async () => {
  const premiere = await hub(...EXPORT, '--vers', vers('a.csv'));
  expect([premiere.stderr, premiere.code]).toEqual(['', 0]);
  expect(premiere.stdout).toMatch(/a\.csv : 1 enregistrements, extraits le /);
  expect(premiere.stdout).toMatch(/\| NUMANONYM +\| .*\| 1 +\| 0 +\| 0 +\|/);
  expect(premiere.stdout).toMatch(/\| NIVSCO .*ses modalités n’ont pas été lues \(1\)/);
  const octets = readFileSync(vers('a.csv'));
  expect(premiere.stdout).toContain(`SHA-256 : ${createHash('sha256').update(octets).digest('hex')}.`);
  expect(statSync(vers('a.csv')).mode & 0o777).toBe(0o600);

  await mesure(await enfant(), { debut: new Date('2025-07-01T09:00:00Z') });
  const seconde = await hub(...EXPORT, '--vers', vers('b.csv'));
  expect(readFileSync(vers('b.csv'))).toEqual(octets);
  expect(seconde.stdout).toContain('Inscrits ou corrigés depuis, et absents de l’extraction : 1.');

  const json = await hub(...EXPORT, '--format', 'xml', '--vers', vers('c.xml'), '--json');
  expect(JSON.parse(json.stdout)).toMatchObject({
    annexe: '2-8',
    inscritsDepuis: 1,
    completude: { enregistrements: 1 },
  });
  expect(readFileSync(vers('c.xml'), 'utf8')).toMatch(
    /^<\?xml [^>]+>\n<DECRET>\n.*\n<DONNEE><NUMDEP>031<\/NUMDEP>.*<\/DONNEE>\n<\/DECRET>\n$/,
  );
});

test('une extraction gardée qui a été altérée n’est pas rendue', async () => {
  await hub('olinpe', '--annee', '2024', '--collectivite', '31', '--vers', vers('d.csv'));
  await database.query(
    `INSERT INTO hub.enregistrement_olinpe SELECT id, 99, '["x"]' FROM hub.extraction_olinpe WHERE annee = 2024`,
  );
  const { code, stderr } = await hub('olinpe', '--annee', '2024', '--collectivite', '31', '--vers', vers('e.csv'));
  expect([code, existsSync(vers('e.csv'))]).toEqual([1, false]);
  expect(stderr).toMatch(/son empreinte diffère/);
});

test('les décisions d’un tribunal', async () => {
  const args = ['olinpe', '--annee', '2025', '--tribunal', 'tj31555', '--vers', vers('f.csv')];
  expect((await hub(...args)).stdout).toMatch(/f\.csv : 0 enregistrements/);
});

test.each([
  [['olinpe'], /--annee attend/],
  [['olinpe', '--annee', '2025'], /l’un des deux/],
  [[...EXPORT, '--tribunal', 'tj31555'], /l’un des deux/],
  [['olinpe', '--annee', '2025', '--collectivite', '67'], /« 67 » n’est pas/],
  [['olinpe', '--annee', '2025', '--tribunal', 'tj'], /« tj » n’est pas/],
  [['olinpe', '--annee', '2099', '--collectivite', '31'], /n’est pas finie/],
  [[...EXPORT, '--format', 'pdf'], /csv ou xml/],
  [[...EXPORT, 'mot'], /Aucun mot/],
  [[...EXPORT, '--vers', '/nulle/part/x.csv'], /ne peut pas être écrit/],
])('refuse %j en une phrase, code 2', async (args, phrase) => {
  const { stdout, stderr, code } = await hub(...args);
  expect([stdout, code]).toEqual(['', 2]);
  expect(stderr).toMatch(phrase);
});

test('l’aide nomme ce qu’elle lit', async () => {
  expect((await hub('olinpe', '--help')).stdout).toContain('OLINPE_CLES');
});

describe('pseudonymes', () => {
  it('crée le fichier, le montre, le tourne ; ne dit jamais une clé', async () => {
    const fichier = vers('cles.json');
    expect((await hub('pseudonymes', fichier, '--creer')).stdout).toMatch(
      /^Clés des pseudonymes :\n {2}\w{12} {2}chiffre\n$/,
    );
    expect((await hub('pseudonymes', fichier, '--creer')).code).toBe(2);
    const { stdout } = await hub('pseudonymes', fichier, '--tourner');
    expect(stdout).toMatch(/ {2}donne l’identifiant antérieur\n {2}\w{12} {2}chiffre\n$/);
    expect((await hub('pseudonymes', fichier)).stdout).toBe(stdout);
    expect((await hub('pseudonymes', fichier, '--tourner')).stdout).toMatch(/ne sert plus\n.*antérieur\n.*chiffre\n$/);
    for (const { cle } of JSON.parse(readFileSync(fichier, 'utf8')).cles as { cle: string }[])
      expect(stdout).not.toContain(cle);
  });

  it.each([[['pseudonymes']], [['pseudonymes', 'package.json']], [['pseudonymes', 'x', '--creer', '--tourner']]])(
    'refuse %j en une phrase, code 2',
    async (args) => {
      const { stdout, stderr, code } = await hub(...args);
      expect([stdout, code]).toEqual(['', 2]);
      expect(stderr.trimEnd()).toMatch(/^.+\.$/);
    },
  );
});
