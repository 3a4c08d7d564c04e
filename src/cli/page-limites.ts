import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODES_ERREUR } from '../domain/errors';
import { LIMITS } from '../platform/limits';
import { tableau } from './markdown-table';

export const PAGE = join(process.cwd(), 'docs', 'limites.md');

const TETE = `# Limites de la porte

Ce que le hub compte, et ce qu’il répond au-delà. La page est produite par \`npm run docs\` à partir de la table du code (\`src/platform/limits.ts\`).

Une limite se change par sa variable d’environnement, dans les bornes indiquées : au-dehors, le hub refuse de démarrer et le dit. Une liste rend 100 lignes au plus par page (\`first\`) : c’est le contrat du schéma, aucune variable ne le change.`;

/** What partners must stay under. `npm run docs` writes it; a test keeps it true. */
export function pageDesLimites(): string {
  const lignes = Object.values(LIMITS).map((limite) => {
    const { dit, defaut, min, max, variable } = limite;
    const code = 'refus' in limite ? limite.refus : undefined;
    const refus = code === undefined ? '' : `\`${code}\` (${String(CODES_ERREUR[code].http)})`;
    return [dit, nombre(defaut), `${nombre(min)} à ${nombre(max)}`, `\`${variable}\``, refus];
  });
  return `${TETE}\n\n${tableau(['Limite', 'Par défaut', 'Bornes', 'Variable', 'Au-delà'], lignes)}\n`;
}

function nombre(valeur: number): string {
  return String(valeur).replace(/\B(?=(\d{3})+$)/g, ' ');
}

if (require.main === module) writeFileSync(PAGE, pageDesLimites());
