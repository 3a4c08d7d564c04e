import { existsSync, readFileSync } from 'node:fs';

interface Ligne {
  readonly page: string;
  readonly dit: string;
  /** What answers it: in words on the page of the threats, as files on that of the requirements. */
  readonly reponse: string;
  readonly tests: string;
}

/** `| ce que l'on craint ou exige | ce qui y répond | `test/a.test.ts` « titre », « titre » ; `test/b.test.ts` « titre » |` */
const lignesDe = (page: string): Ligne[] =>
  readFileSync(page, 'utf8')
    .split('\n')
    .filter((ligne) => /^\| (?!Menace |Exigence |Attaque |-)/.test(ligne))
    .map((ligne) => ligne.split(/(?<!\\)\|/).map((cellule) => cellule.trim()))
    .map(([, dit = '', reponse = '', tests = '']) => ({ page, dit, reponse, tests }));

const menaces = lignesDe('docs/menaces.md');
const exigences = lignesDe('docs/exigences.md');
const SANS_TEST = /^Sans test : .{20,}/;

const preuves = [...menaces, ...exigences].flatMap(({ dit, tests }) =>
  [...tests.matchAll(/`(test\/[^`]+)`((?:[ ,]*«[^»]+»)*)/g)].flatMap(([, fichier = '', titres = '']) =>
    [...titres.matchAll(/« ?([^»]+?) ?»/g)].map(([, titre = '']) => ({ dit, fichier, titre })),
  ),
);
const prouvees = new Set(preuves.map(({ dit }) => dit));

test('chaque menace a une défense et au moins un test nommé', () => {
  expect(menaces.length).toBeGreaterThan(15);
  expect(menaces.filter(({ dit, reponse }) => !reponse || !prouvees.has(dit))).toEqual([]);
});

test('chaque exigence a au moins un test nommé, ou dit pourquoi elle n’en a pas', () => {
  expect(exigences.length).toBeGreaterThan(60);
  expect(exigences.filter(({ dit, tests }) => prouvees.has(dit) === SANS_TEST.test(tests))).toEqual([]);
});

test.each(exigences)('$dit : où c’est existe', ({ reponse }) => {
  const fichiers = [...reponse.matchAll(/`([^`]+)`/g)].map(([, fichier = '']) => fichier);
  expect(fichiers.length).toBeGreaterThan(0);
  expect(fichiers.filter((fichier) => !existsSync(fichier))).toEqual([]);
});

test.each(preuves)('$dit : $titre', ({ fichier, titre }) => {
  expect(existsSync(fichier)).toBe(true);
  const texte = readFileSync(fichier, 'utf8').replaceAll("\\'", "'");
  expect(["'", '"', '`'].some((guillemet) => texte.includes(guillemet + titre))).toBe(true);
});
