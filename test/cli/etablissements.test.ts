import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { barre } from '../../src/cli/barre';
import { lancer } from '../../src/cli/main';
import { uaiKey } from '../../src/domain/check-digits';
import { coffreDemo } from '../../src/platform/secret/coffre';
import { freshDatabase, type TestDatabase } from '../support/database';

/** As the open data gave them: what the hub reads is not at the same place, and other columns are between. */
const DE_2023 =
  'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;Code postal;Code_commune;Nom_commune;Code_departement;coordonnee_X;etat;etablissement_multi_lignes';
const DE_2026 =
  'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Code_postal;Code_commune;Nom_commune;Code_departement;coordX_origine;Adresse_1;multi_uai;etat;code_zone_animation_pedagogique';

const uai = (numero: string) => `${numero}${uaiKey(numero)}`;
const [VIOLETTES, TILLEULS, ANNEXE, FERMEE] = ['0319101', '0319102', '0319103', '0319104'].map(uai) as [
  ...[string, string, string, string],
];
const ligne2023 = (numero: string, nom: string, etat = 'OUVERT', departement = '031') =>
  `${numero};${nom};Collège;Public;1 rue X;31000;31555;Toulouse;${departement};1.0;${etat};0`;
const ligne2026 = (numero: string, nom: string, etat = 'OUVERT', departement = '031') =>
  `${numero};${nom};Collège;Public;31000;31555;Toulouse;${departement};1.0;1 rue X;0;${etat};`;

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'passerelle-etablissements-'));
const avant = process.env;
beforeAll(async () => {
  database = await freshDatabase(coffreDemo(folder));
  process.env = { ...avant, DATABASE_URL: database.url, HUB_DATA_DIR: folder };
});
afterAll(async () => {
  process.env = avant;
  await database.drop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => database.query('TRUNCATE hub.etablissement'));

function charger(contenu: string | Buffer) {
  const fichier = join(folder, 'annuaire.csv');
  writeFileSync(fichier, contenu);
  return lancer(['etablissements', fichier]);
}
const table = () => database.query('SELECT * FROM hub.etablissement ORDER BY uai');
const attendu = (numero: string, nom: string, etat = 'OUVERT') => ({
  ...{ uai: numero, nom, type: 'Collège', statut: 'Public', etat, departement: '31' },
  ...{ commune: '31555', nom_commune: 'Toulouse', code_postal: '31000' },
});

test.each([
  ['of 2023', [DE_2023, ligne2023(VIOLETTES, 'Collège inventé les Violettes')].join('\n')],
  ['of 2026', [DE_2026, ligne2026(VIOLETTES, 'Collège inventé les Violettes')].join('\n')],
  [
    'with a byte order mark and CRLF',
    `\uFEFF${[DE_2026, ligne2026(VIOLETTES, 'Collège inventé les Violettes'), ''].join('\r\n')}`,
  ],
  ['in lower case', [DE_2023.toLowerCase(), ligne2023(VIOLETTES, 'Collège inventé les Violettes')].join('\n')],
])('a file %s is read by the names of its columns', async (_, contenu) => {
  expect(await charger(contenu)).toEqual({
    ...{ code: 0, stderr: '' },
    stdout: 'Établissements lus : 1, dont fermés : 0. Ajoutés : 1. Modifiés : 0.\n',
  });
  expect(await table()).toEqual([attendu(VIOLETTES, 'Collège inventé les Violettes')]);
});

test('loaded again, nothing changes and it is said; what changed is updated, what is no longer there stays', async () => {
  const premier = [
    DE_2023,
    ligne2023(VIOLETTES, 'Un'),
    ligne2023(TILLEULS, 'Deux'),
    ligne2023(FERMEE, 'Trois', 'FERME'),
  ];
  expect((await charger(premier.join('\n'))).stdout).toContain('dont fermés : 1. Ajoutés : 3.');
  const versions = () => database.query('SELECT uai, xmin::text, ctid::text FROM hub.etablissement ORDER BY uai');
  const ecrites = await versions();
  expect((await charger(premier.join('\n'))).stdout).toBe(
    'Établissements lus : 3, dont fermés : 1. Rien n’a changé.\n',
  );
  expect(await versions()).toEqual(ecrites);
  const suivant = [DE_2026, ligne2026(VIOLETTES, 'Un'), ligne2026(TILLEULS, 'Deux', 'A FERMER')].join('\n');
  expect((await charger(suivant)).stdout).toContain('Ajoutés : 0. Modifiés : 1.');
  expect(await table()).toEqual([
    attendu(VIOLETTES, 'Un'),
    attendu(TILLEULS, 'Deux', 'A FERMER'),
    attendu(FERMEE, 'Trois', 'FERME'),
  ]);
});

test('a UAI of several lines has its first open one; a line without a UAI is left out and counted', async () => {
  const lignes = [
    ...[DE_2026, ligne2026(ANNEXE, 'Fermée', 'FERME'), ligne2026(ANNEXE, 'Site'), ligne2026(ANNEXE, 'Annexe')],
    ...[
      ligne2026(`${VIOLETTES.slice(0, 7)}${VIOLETTES.endsWith('A') ? 'B' : 'A'}`, 'Clé fausse'),
      ligne2026(uai('7209101'), 'En Corse', 'OUVERT', '02A'),
    ],
  ];
  expect(await charger(lignes.join('\n'))).toMatchObject({
    ...{ code: 0, stderr: 'Lignes sans UAI valide, laissées de côté : 1.\n' },
    stdout: 'Établissements lus : 2, dont fermés : 0. Ajoutés : 2. Modifiés : 0.\n',
  });
  expect(await table()).toMatchObject([{ nom: 'Site' }, { nom: 'En Corse', departement: '2A' }]);
});

test('thousands of lines are loaded whole', async () => {
  const lignes = Array.from({ length: 2_500 }, (_, i) =>
    ligne2026(uai(String(310_0001 + i).padStart(7, '0')), `École ${String(i)}`),
  );
  expect((await charger([DE_2026, ...lignes].join('\r\n'))).stdout).toBe(
    'Établissements lus : 2 500, dont fermés : 0. Ajoutés : 2 500. Modifiés : 0.\n',
  );
});

test.each([
  [
    'without a column',
    [DE_2026.replace(';etat', ''), ''].join('\n'),
    /^Colonne absente : etat\. Ce n'est pas l'annuaire/,
  ],
  ['of something else', 'a,b\n1,2\n', /^Colonnes absentes : Identifiant_de_l_etablissement, Nom_etablissement, /],
  ['cut short', [DE_2023, ligne2023(VIOLETTES, 'Un'), '0319102;x'].join('\n'), /^Ligne 3 : le découpage/],
  ['in Windows-1252', Buffer.from([DE_2023, ligne2023(VIOLETTES, 'Collège')].join('\n'), 'latin1'), /UTF-8/],
  ['without a school', `${DE_2023}\n`, /^Aucun établissement/],
  ['empty', '', /^Aucun établissement/],
])('a file %s: refused by a sentence, exit code 2, nothing is written', async (_, contenu, phrase) => {
  const { code, stderr, stdout } = await charger(contenu);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(phrase);
  expect(await table()).toEqual([]);
});

test.each([
  [[], /Un fichier est attendu/],
  [['a', 'b'], /et un seul/],
  [['/nulle/part.csv'], /ne peut pas être lu/],
  [[tmpdir()], /ne peut pas être lu/],
  [['--x'], /--x/],
])('%j: exit code 2', async (args, phrase) => {
  expect(await lancer(['etablissements', ...args])).toMatchObject({ code: 2, stderr: expect.stringMatching(phrase) });
});

test('the bar is drawn where somebody watches, once for each percent, and leaves its line', () => {
  const dits: string[] = [];
  const sortie = (isTTY: boolean) => ({ isTTY, write: (texte: string) => dits.push(texte) > 0 });
  const dessiner = (isTTY: boolean) => {
    const { avancer, finir } = barre('Lecture', sortie(isTTY));
    for (let i = 0; i <= 1_000; i += 1) avancer(i / 1_000);
    finir();
  };
  dessiner(false);
  expect(dits).toEqual([]);
  dessiner(true);
  expect(dits).toHaveLength(102);
  expect(dits[50]).toContain('50 %');
  expect(dits.at(-1)).toBe('\r\u001b[K');
});

describe('a school that becomes a partner', () => {
  const ajouter = (numero: string, ...options: string[]) =>
    lancer(['partner', 'add', numero, '--role', 'college', '--nom', 'Collège', '--territoire', '31', ...options]);

  test('is named by the directory; its UAI that is not in it, or that is closed, is refused', async () => {
    expect((await ajouter(uai('0319111'))).stdout).toMatch(/^0319111\w est enregistré\.\n/);
    await charger(
      [DE_2026, ligne2026(VIOLETTES, 'Les Violettes'), ligne2026(FERMEE, 'L’Ancienne', 'FERME')].join('\n'),
    );
    expect((await ajouter(VIOLETTES)).stdout).toMatch(/est enregistré \(annuaire : Les Violettes, Toulouse\)\.\n/);
    expect(await ajouter(TILLEULS)).toEqual({
      ...{ stdout: '', code: 2 },
      stderr: expect.stringMatching(`l’annuaire chargé n’a aucun établissement ${TILLEULS}. .* --sans-annuaire`),
    });
    expect((await ajouter(FERMEE)).stderr).toMatch(/\(L’Ancienne, Toulouse\) est fermé dans l’annuaire/);
    expect((await ajouter(TILLEULS, '--sans-annuaire')).code).toBe(0);
    // Known already: its closing does not prevent it from being brought up to date.
    expect((await ajouter(TILLEULS)).code).toBe(0);
  });

  test('of a département that was not loaded is not refused; a wrong key is said as before', async () => {
    await charger([DE_2026, ligne2026(uai('0359101'), 'À Rennes', 'OUVERT', '035')].join('\n'));
    expect((await ajouter(uai('0319112'))).code).toBe(0);
    expect((await ajouter('0359101Z')).stderr).toMatch(/clé attendue/);
  });

  test('the option goes with add alone', async () => {
    expect((await lancer(['partner', 'list', '--sans-annuaire'])).stderr).toMatch(/ne va pas avec list/);
  });
});
