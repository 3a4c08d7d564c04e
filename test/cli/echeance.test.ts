import { lancer } from '../../src/cli/main';

const hub = (line: string) => lancer(line.split(' ').filter(Boolean));

test.each([
  [
    'echeance J1 2025-04-10 --territoire 68066 --json',
    {
      regle: 'J1',
      depart: '2025-04-10',
      nonReportee: '2025-04-18',
      reportee: '2025-04-22',
      article: 'Code civil, art. 375-5, al. 2',
    },
  ],
  [
    'echeance --json j13 2026-03-02 --territoire 31 --residence 974',
    {
      regle: 'J13',
      depart: '2026-03-02',
      nonReportee: '2026-04-17',
      reportee: '2026-04-17',
      article: 'CPC, art. 1191',
    },
  ],
  [
    'echeance J13 2026-03-02 --residence étranger --json',
    {
      regle: 'J13',
      depart: '2026-03-02',
      nonReportee: '2026-05-17',
      reportee: '2026-05-18',
      article: 'CPC, art. 1191',
    },
  ],
  [
    'echeance J6 2026-03-02 --duree 18m --json',
    {
      regle: 'J6',
      depart: '2026-03-02',
      nonReportee: '2027-09-02',
      reportee: '2027-09-02',
      article: 'Code civil, art. 375',
    },
  ],
  [
    'echeance A5 2026-03-28T10:00:00+01:00 --json',
    {
      regle: 'A5',
      depart: '2026-03-28T10:00:00+01:00',
      nonReportee: '2026-03-31T11:00:00+02:00',
      reportee: '2026-03-31T11:00:00+02:00',
      article: 'CASF, art. L. 223-2, al. 5',
    },
  ],
])('%s', async (line, attendu) => {
  const { stdout, code } = await hub(line);
  expect(code).toBe(0);
  expect(stdout).toBe(`${JSON.stringify(attendu)}\n`);
});

test.each([
  ['A12 2026-01-05', /premier jour de la prise en charge/],
  ['A2_119 2026-01-07', /convention/],
  ['J1 2025-04-10 --territoire 67180', /Vendredi saint/],
  ['A1 2026-01-07', /plus court selon la nature du danger/],
])('%s --json dit sur la sortie d’erreur ce qui reste à vérifier', async (line, phrase) => {
  const { stdout, stderr } = await hub(`echeance ${line} --json`);
  expect(Object.keys(JSON.parse(stdout) as object)).toEqual(['regle', 'depart', 'nonReportee', 'reportee', 'article']);
  expect(stderr).toMatch(phrase);
  expect(stderr).toMatch(/^⚠ /);
});

test('--json d’un délai sûr ne dit rien d’autre', async () => {
  expect((await hub('echeance J6 2026-03-02 --duree 18m --json')).stderr).toBe('');
});

test.each([
  ['986', 'J1', 'Wallis-et-Futuna'],
  ['987', 'A5', 'Polynésie française'],
  ['988', 'J13', 'Nouvelle-Calédonie'],
])('%s : %s n’y est qu’une indication, et le dit', async (territoire, regle, nom) => {
  const ligne = `echeance ${regle} 2026-04-29T10:00:00+01:00 --territoire ${territoire}`;
  const phrase = `ne s’applique pas comme tel en ce lieu (${nom})`;
  expect((await hub(`${ligne} --json`)).stderr).toContain(phrase);
  const { stdout } = await hub(ligne);
  expect(stdout.slice(0, stdout.indexOf('\n1. '))).toMatch(`⚠ À vérifier : `);
  expect(stdout.slice(0, stdout.indexOf('\n1. '))).toContain(phrase);
  // Said again at the step where the text is applied.
  expect(stdout).toMatch(new RegExp(`\\n2\\. Durée : .*\\n3\\. ⚠ À vérifier : .*${nom}`));
  expect((await hub(`echeance ${regle} 2026-04-29T10:00:00+01:00 --territoire 974`)).stdout).not.toContain(phrase);
});

test.each([
  ['A1 2025-11-30', 'Reporté     : lundi 2 mars 2026 (2026-03-02) ⚠ report non confirmé'],
  ['J1 2025-04-10 --territoire 67180', 'Reporté     : vendredi 18 avril 2025 (2025-04-18) ⚠ report non confirmé'],
  ['A12 2026-01-05', '⚠ À vérifier : '],
])('%s : le doute est à côté de la date', async (line, marque) => {
  const { stdout } = await hub(`echeance ${line}`);
  expect(stdout.slice(0, stdout.indexOf('\n1. '))).toContain(marque);
});

test('sans --json, le terme, l’article et le raisonnement', async () => {
  const { stdout, code } = await hub('echeance J2 2025-04-16');
  expect(code).toBe(0);
  expect(stdout).toBe(`J2 : Convocation des parties et décision du juge des enfants saisi après un placement du parquet

Non reporté : jeudi 1er mai 2025 (2025-05-01)
Reporté     : vendredi 2 mai 2025 (2025-05-02)
Article     : CPC, art. 1184, al. 3 (LEGIARTI000027469353)

1. Point de départ : mercredi 16 avril 2025 (réception au greffe de la requête du procureur, heure de Paris) ; ce jour ne compte pas.
2. Durée : 15 jours (CPC, art. 1184, al. 3).
3. Terme : jeudi 1er mai 2025 à vingt-quatre heures.
4. Jours non ouvrables (France métropolitaine) : jeudi 1er mai 2025 (fête du Travail). Report au vendredi 2 mai 2025 (CPC, art. 642).
`);
  expect((await hub('echeance J20_FRATRIE 2026-06-30T12:00:00Z')).stdout).toContain(
    'Terme       : jeudi 2 juillet 2026 à 14 h 00 (2026-07-02T14:00:00+02:00)',
  );
  expect((await hub('echeance J4 2026-06-30')).stdout).toContain('Article     : CPC, art. 1185, al. 1\n');
});

test.each([
  ['echeance J99 2026-01-01', /^Règle « J99 » inconnue\. Règles : J1, J2/],
  ['echeance J1 2026-04-31', /^« 2026-04-31 » n’est ni un jour/],
  ['echeance J1 2026-13-01', /n’est ni un jour/],
  ['echeance A5 2026-04-30', /indiquer l’heure/],
  [
    'echeance J1 2026-04-30 --territoire 99',
    /^Territoire inconnu\. Département : « 99 » n’est le code d’aucun département\.\n$/,
  ],
  ['echeance J1 2026-04-30 --territoire', /^--territoire attend une valeur/],
  ['echeance J1 2026-04-30 --nulle', /^Option « --nulle » inconnue/],
  ['echeance J1 2026-04-30 -n', /^Option « -n » inconnue/],
  ['echeance J1 2026-04-30 --json=oui', /^--json ne prend pas de valeur/],
  ['echeance J1 2026-04-30 --duree --json', /^--duree attend une valeur/],
  ['echeance J1 2026-04-30 --territoire 31 --territoire 69', /^--territoire est donnée plusieurs fois/],
  ['echeance J6 2026-04-30 --duree 18mois', /^--duree attend/],
  ['echeance J6 2026-04-30 --duree 3a', /dépasse/],
  ['echeance J6_LONGUE 2026-04-30', /il faut l’indiquer/],
  ['echeance A2 2020-01-01', /aucun texte connu/],
  ['echeance J1', /^Une règle et un départ sont attendus/],
  ['echeance', /^Une règle et un départ sont attendus/],
  ['echeance J1 2026-01-01 2026-01-02', /^Une règle et un départ sont attendus/],
  ['conjurer', /^Commande « conjurer » inconnue\. Commandes : .*\becheance\b/],
  ['', /^Une commande est attendue/],
])('refuse « %s » en une phrase, code 2', async (line, phrase) => {
  const { stdout, stderr, code } = await hub(line);
  expect([stdout, code]).toEqual(['', 2]);
  expect(stderr).toMatch(phrase);
  expect(stderr.trimEnd()).not.toContain('\n');
});

test.each(['--help', '-h', 'echeance --help', 'echeance J1 -h'])('%s', async (line) => {
  const { stdout, stderr, code } = await hub(line);
  expect([stderr, code]).toEqual(['', 0]);
  expect(stdout).toMatch(/^Usage : npm run -s hub -- (<commande>|echeance)/);
  expect(stdout).toContain('echeance');
});

test('une erreur qui n’est pas un mauvais usage n’est pas tue', async () => {
  const casse = { nom: 'casse', resume: '', aide: '', executer: () => Promise.reject(new Error('panne')) };
  await expect(lancer(['casse'], [casse])).rejects.toThrow('panne');
  const tardive = { ...casse, executer: () => Promise.resolve('fait\n') };
  expect((await lancer(['casse'], [tardive])).stdout).toBe('fait\n');
});
