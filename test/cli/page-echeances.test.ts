import { readFileSync } from 'node:fs';
import { PAGE, pageDesEcheances } from '../../src/cli/page-echeances';
import { tableau } from '../../src/cli/markdown-table';
import { LIGNES_ECHEANCE } from '../../src/domain/deadlines';

test('docs/echeances.md est la table du code (npm run docs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(pageDesEcheances());
});

test('chaque règle y est, ce qui reste à vérifier aussi', () => {
  const page = pageDesEcheances();
  for (const { regle, reserve, article } of LIGNES_ECHEANCE) {
    expect(page).toContain(`| ${regle}${reserve === undefined ? ' ' : ' ⚠'}`);
    expect(page).toContain(article);
    if (reserve !== undefined) expect(page).toContain(`- **${regle}** : ${reserve}`);
  }
  expect(page).toContain('⚠ non confirmé : le jour non reporté fait foi');
  expect(page).toContain('Wallis-et-Futuna, Polynésie française, Nouvelle-Calédonie ont leurs propres règles');
});

test('les colonnes d’un tableau sont alignées', () => {
  expect(tableau(['Été', 'B'], [['un', 'deux'], ['trois']])).toBe(
    ['| Été   | B    |', '| ----- | ---- |', '| un    | deux |', '| trois |      |'].join('\n'),
  );
});
