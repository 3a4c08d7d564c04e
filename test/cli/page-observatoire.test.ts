import { readFileSync } from 'node:fs';
import { PAGE, pageDeLObservatoire } from '../../src/cli/page-observatoire';

test('docs/observatoire.md est la table du code (npm run docs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(pageDeLObservatoire());
});
