import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Report } from './bench';
import { dessiner } from './dessin';
import { tracer } from './trace';

const DOSSIER = join('docs', 'mesures');

/** Writes the chart of each report, and the page that shows all there are. */
export function ecrireMesures(reports: readonly Report[], benches: readonly Bench[]): void {
  mkdirSync(DOSSIER, { recursive: true });
  for (const report of reports) {
    const bench = benches.find(({ name }) => name === report.bench);
    if (!bench) continue;
    const { courbe, tableau } = report;
    const dessin = courbe ? tracer(courbe, report, bench.dessin) : dessiner(report, bench.dessin);
    writeFileSync(join(DOSSIER, `${bench.name}.svg`), dessin);
    if (tableau !== undefined) writeFileSync(join(DOSSIER, `${bench.name}.md`), tableau);
  }
  const dessines = benches.filter(({ name }) => existsSync(join(DOSSIER, `${name}.svg`)));
  const autres = benches.filter((bench) => !dessines.includes(bench)).map(({ name }) => `\`${name}\``);
  for (const fichier of readdirSync(DOSSIER))
    if (fichier.endsWith('.svg') && !benches.some(({ name }) => fichier === `${name}.svg`))
      throw new Error(`${fichier} is the chart of no benchmark.`);
  const page = [
    '# Measurements',
    'Written by `npm run bench -- <name> --svg`, each chart when its benchmark was last run so. How each is measured, what its goal is and where a missed one loses its time: [bench](../../bench/README.md). Times depend on the machine, which here did other work at the same time; ratios are of rivals interleaved in one run.',
    ...dessines.map(({ name, dessin }) => {
      const table = existsSync(join(DOSSIER, `${name}.md`)) ? `\n\n[Case by case](${name}.md).` : '';
      return `## ${name}\n\n![${dessin.titre}](${name}.svg)${table}`;
    }),
    ...(autres.length > 0 ? [`Not drawn yet: ${autres.join(', ')}.`] : []),
  ];
  writeFileSync(join(DOSSIER, 'README.md'), `${page.join('\n\n')}\n`);
}
