import { readFileSync } from 'node:fs';
import { PAGE, pageDesScenarios } from './page';

test('docs/scenarios.md dit ce que les scénarios jouent', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(pageDesScenarios());
});
