import { readFileSync } from 'node:fs';
import { PAGE, pageDesDestinataires } from '../../src/cli/page-destinataires';
import { TYPES_EVENEMENT } from '../../src/domain/events';

test('docs/destinataires.md is what the table says (npm run docs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(pageDesDestinataires());
});

test('every event has a recipient with a name and a reason', () => {
  const lignes = pageDesDestinataires()
    .split('\n')
    .filter((ligne) => ligne.startsWith('| `'))
    .map((ligne) => ligne.split('|').map((cellule) => cellule.trim()));
  for (const type of TYPES_EVENEMENT) expect(lignes.some(([, nom]) => nom === `\`${type}\``)).toBe(true);
  for (const [, , , , qui = '', , pourquoi = '', texte = ''] of lignes) {
    expect(qui).toMatch(/^(CRIP|ASE|parquet|juge|Défenseur|institution)/);
    expect(pourquoi.length).toBeGreaterThan(10);
    expect(texte).toMatch(/^Usage$|art\. /);
  }
});
