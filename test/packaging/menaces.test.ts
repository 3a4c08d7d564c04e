import { existsSync, readFileSync } from 'node:fs';

interface Preuve {
  readonly menace: string;
  readonly fichier: string;
  readonly titre: string;
}

/** `| menace | défense | `test/a.test.ts` « titre », « titre » ; `test/b.test.ts` « titre » |`, one line per threat. */
const lignes = readFileSync('docs/menaces.md', 'utf8')
  .split('\n')
  .filter((ligne) => /^\| (?!Menace |-)/.test(ligne))
  .map((ligne) => ligne.split(/(?<!\\)\|/).map((cellule) => cellule.trim()));

const preuves = lignes.flatMap(([, menace = '', , tests = '']) =>
  [...tests.matchAll(/`(test\/[^`]+)`((?:[ ,]*«[^»]+»)*)/g)].flatMap(([, fichier = '', titres = '']) =>
    [...titres.matchAll(/« ?([^»]+?) ?»/g)].map(([, titre = '']): Preuve => ({ menace, fichier, titre })),
  ),
);

test('chaque menace a une défense et au moins un test nommé', () => {
  expect(lignes.length).toBeGreaterThan(15);
  const prouvees = new Set(preuves.map(({ menace }) => menace));
  expect(lignes.filter(([, menace = '', defense]) => !defense || !prouvees.has(menace))).toEqual([]);
});

test.each(preuves)('$menace : $titre', ({ fichier, titre }) => {
  expect(existsSync(fichier)).toBe(true);
  const texte = readFileSync(fichier, 'utf8').replaceAll("\\'", "'");
  expect(["'", '"', '`'].some((guillemet) => texte.includes(guillemet + titre))).toBe(true);
});
