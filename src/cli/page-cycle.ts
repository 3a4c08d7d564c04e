import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagramme, ETATS_FINAUX, ETATS_INFORMATION, TRANSITIONS, type EtatInformation } from '../domain/lifecycle';
import { RETOUR_PAR_ETAT } from '../domain/suites';
import { tableau } from './markdown-table';

export const PAGE = join(process.cwd(), 'docs', 'cycle-de-vie.md');

const TETE = `# Cycle de vie d’une information préoccupante

Une ligne, un passage, un texte. La plateforme n’admet que ces passages ; un acte refusé répond l’état, ce qui y est permis et pourquoi. Les codes des états sont ceux de la plateforme. Page produite par \`npm run docs\`.

« Pratique » : aucun texte ne le prévoit, l’usage des CRIP l’admet.`;

/** The table of transitions as people read it. `npm run docs` writes it; a test keeps it true. */
export function pageDuCycle(): string {
  const etats = (Object.keys(ETATS_INFORMATION) as EtatInformation[]).map((etat) => [
    code(etat),
    ETATS_INFORMATION[etat],
    RETOUR_PAR_ETAT[etat] === undefined ? '' : code(RETOUR_PAR_ETAT[etat]),
    ETATS_FINAUX.includes(etat) ? 'oui' : '',
  ]);
  const passages = TRANSITIONS.map(({ de, acte, vers, article, pourquoi }) => [
    ...[code(de), code(acte), code(vers)],
    pourquoi,
    article,
  ]);
  return `${[
    TETE,
    `\`\`\`mermaid\n${diagramme()}\n\`\`\``,
    `## États\n\n${tableau(['État', 'Sens', 'Retour préparé pour l’émetteur', 'Final'], etats)}`,
    `## Passages\n\n${tableau(['De', 'Acte', 'Vers', 'Parce que', 'Texte'], passages)}`,
  ].join('\n\n')}\n`;
}

function code(texte: string): string {
  return `\`${texte}\``;
}

if (require.main === module) writeFileSync(PAGE, pageDuCycle());
