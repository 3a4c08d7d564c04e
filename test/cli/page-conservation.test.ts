import { readFileSync } from 'node:fs';
import { PAGE, pageDeLaConservation } from '../../src/cli/page-conservation';

test('docs/conservation.md est la table du code (npm run docs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(pageDeLaConservation());
});
