import { readFileSync } from 'node:fs';
import { PAGE, pageDesEcheances } from '../../src/cli/page-echeances';
import { tableau } from '../../src/cli/markdown-table';
import { LIGNES_ECHEANCE, OUVERTE_PAR, SANS_ACTE, type RegleEcheance } from '../../src/domain/deadlines';

test('docs/echeances.md est la table du code (npm run docs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(pageDesEcheances());
});

/** The rules that this doubt is said to touch. */
const aVerifier = (page: string, reserve: string) =>
  page
    .split('\n')
    .filter((ligne) => ligne.startsWith('- **') && ligne.includes(reserve))
    .flatMap((ligne) => ligne.slice(4, ligne.indexOf('** : ')).split(', '));

test('deux lignes d’une règle disent laquelle est la rédaction antérieure', () => {
  const page = pageDesEcheances();
  const lues = page.split('\n').filter((ligne) => ligne.startsWith('| '));
  const debuts = lues.map((ligne) =>
    ligne
      .split('|')
      .slice(1, 3)
      .map((cellule) => cellule.trim())
      .join(' '),
  );
  const deuxFois = debuts.filter((debut, i) => debuts.indexOf(debut) !== i);
  expect(deuxFois.filter((debut) => /^[AJ]\d|^DDD/.test(debut))).toEqual([]);
  expect(debuts.filter((debut) => debut.endsWith('(rédaction antérieure)')).length).toBeGreaterThan(3);
});

test('chaque règle y est, ce qui reste à vérifier aussi', () => {
  const page = pageDesEcheances();
  for (const { regle, reserve, article } of LIGNES_ECHEANCE) {
    expect(page).toContain(`| ${regle}${reserve === undefined ? ' ' : ' ⚠'}`);
    expect(page).toContain(article);
    if (reserve !== undefined) expect(aVerifier(page, reserve)).toContain(regle);
  }
  expect(page).toContain('⚠ non confirmé : le jour non reporté fait foi');
  expect(page).toContain('Wallis-et-Futuna, Polynésie française, Nouvelle-Calédonie ont leurs propres règles');
});

test('chaque règle dit l’acte de l’API qui l’ouvre, ou qu’aucun ne l’ouvre encore', () => {
  const schema = readFileSync('schema/api.graphql', 'utf8');
  const page = pageDesEcheances();
  for (const [regle, actes] of Object.entries(OUVERTE_PAR)) {
    const [ligne = ''] = page
      .split('\n')
      .filter((une) => une.startsWith(`- **${regle}**`) || une.startsWith(`- **${regle} ⚠**`));
    for (const acte of actes) {
      expect(schema).toMatch(new RegExp(`^  ${acte}\\(`, 'm'));
      expect(ligne).toContain(`\`${acte}\``);
    }
    expect([regle, ligne.includes('aucun acte du hub n’ouvre encore ce délai')]).toEqual([regle, actes.length === 0]);
    expect([regle, SANS_ACTE[regle as RegleEcheance] !== undefined]).toEqual([regle, actes.length === 0]);
    expect(ligne).toContain(SANS_ACTE[regle as RegleEcheance] ?? 'ouvert par');
  }
});

test('les colonnes d’un tableau sont alignées', () => {
  expect(tableau(['Été', 'B'], [['un', 'deux'], ['trois']])).toBe(
    ['| Été   | B    |', '| ----- | ---- |', '| un    | deux |', '| trois |      |'].join('\n'),
  );
});
