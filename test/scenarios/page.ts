import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCENARIOS } from './registry';

export const PAGE = join(process.cwd(), 'docs', 'scenarios.md');

/** The scenarios as people read them. `npm run docs` writes it; a test keeps it true. */
export function pageDesScenarios(): string {
  const scenarios = SCENARIOS.map(({ titre, etapes }) => {
    const lignes = etapes().map(({ qui, quoi }, i) => `${String(i + 1)}. **${qui}** — ${quoi}`);
    return `## « ${titre} »\n\n${lignes.join('\n')}`;
  });
  const tete =
    'Ce que le hub promet, étape par étape. Ces scénarios sont joués pour de vrai par `npm run demo` et par les tests, ' +
    'sur les deux files (PostgreSQL et Redis). Page produite par `npm run docs`.';
  return `# Scénarios\n\n${tete}\n\n${scenarios.join('\n\n')}\n`;
}

if (require.main === module) writeFileSync(PAGE, pageDesScenarios());
