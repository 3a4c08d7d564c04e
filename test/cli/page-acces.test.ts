import { readFileSync } from 'node:fs';
import { PAGE, pageDesAcces } from '../../src/cli/page-acces';
import { NOMS_ACTEURS } from '../../src/domain/access-acteurs';
import { ELEMENTS } from '../../src/domain/access-elements';
import { CHAMPS } from '../../src/domain/access-types';

const page = pageDesAcces();

test('docs/acces.md is what the table says (npm run docs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});

test('every element has its row, every cell its reason, every field its element', () => {
  for (const { libelle } of Object.values(ELEMENTS)) expect(page).toContain(`### ${libelle}`);
  const cellules = page.split('\n').filter((ligne) => /^\| `\w+` +\| (lit|retenu|refusé)/.test(ligne));
  expect(cellules).toHaveLength(NOMS_ACTEURS.length * Object.keys(ELEMENTS).length);
  for (const cellule of cellules) {
    const [, , , , base = '', statut = ''] = cellule.split('|').map((une) => une.trim());
    expect(base.length).toBeGreaterThan(4);
    expect(statut).toMatch(/^(texte|proposition)$/);
  }
  for (const champ of CHAMPS.keys()) expect(page).toContain(`\`${champ}\``);
});
