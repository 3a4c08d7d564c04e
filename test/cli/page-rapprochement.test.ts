import { readFileSync } from 'node:fs';
import { PAGE, pageDuRapprochement } from '../../src/cli/page-rapprochement';

const page = pageDuRapprochement();

test('docs/rapprochement.md est ce que le code calcule (npm run docs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});

test('la vraie paire est réunie, la fausse ne l’est pas, et la page dit pourquoi', () => {
  const [vraie, fausse] = [...page.matchAll(/→ \*\*(.+)\*\*\./g)].map(([, verdict]) => verdict);
  expect([vraie, fausse]).toEqual(['un seul enfant, réuni sans personne', 'deux enfants, rien n’est proposé']);
  expect(page).toContain('- `AUTRE_PRENOM` :');
});
