import { readFileSync } from 'node:fs';
import { PAGE, pageDesLimites } from '../../src/cli/page-limites';

test('docs/limites.md est la table du code (npm run docs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(pageDesLimites());
});
