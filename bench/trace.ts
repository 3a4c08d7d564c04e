import type { Courbe, Dessin, Report } from './bench';
import { LARGEUR, MARGE, nombre, STYLE, sur, texte } from './dessin';

const HAUTEUR = 400;
const GAUCHE = 110;
const HAUT = 96;
const BAS = 56;
const DROITE = 40;
/** Below it nothing is worth linking. */
const PLANCHER = 0.99;

/** Precision against recall, threshold by threshold, the one that is used marked, the goal as a line. */
export function tracer({ points, choisi }: Courbe, { goal, medians }: Report, { titre, rapport }: Dessin): string {
  const vus = points.filter(({ precision }) => precision >= PLANCHER);
  const x = (rappel: number) => GAUCHE + rappel * (LARGEUR - GAUCHE - DROITE);
  const y = (precision: number) => HAUT + ((1 - precision) / (1 - PLANCHER)) * (HAUTEUR - HAUT - BAS);
  const en = (point: { readonly rappel: number; readonly precision: number }) =>
    `${x(point.rappel).toFixed(1)},${y(point.precision).toFixed(1)}`;
  const ici = points.find(({ seuil }) => seuil === choisi);
  const dit = Object.entries(medians)
    .map(([nom, valeur]) => `${NOMS[nom] ?? nom} : ${nombre(valeur)} %`)
    .join(' ; ');
  const bas = HAUTEUR - BAS;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(LARGEUR)} ${String(HAUTEUR)}" width="${String(LARGEUR)}" role="img" aria-labelledby="titre detail">`,
    `<title id="titre">${sur(titre)}</title>`,
    `<desc id="detail">${sur(`${rapport} selon la part des enfants connus liés sans personne. ${dit}.`)}</desc>`,
    `<style>${STYLE}\n  .courbe { fill: none; stroke: #5b6ee1; stroke-width: 2.5; } .axe { stroke: #55555e; }\n  @media (prefers-color-scheme: dark) { .courbe { stroke: #8d9bf5; } .axe { stroke: #b0b0ba; } }\n</style>`,
    `<rect class="fond" width="100%" height="100%" rx="8"/>`,
    texte(titre, MARGE, 34, 'start', 'titre'),
    texte(dit, MARGE, 58, 'start', 'note'),
    texte(rapport, MARGE, 82, 'start', 'note'),
    `<line class="axe" x1="${String(GAUCHE)}" x2="${String(LARGEUR - DROITE)}" y1="${String(bas)}" y2="${String(bas)}"/>`,
    `<line class="axe" x1="${String(GAUCHE)}" x2="${String(GAUCHE)}" y1="${String(HAUT)}" y2="${String(bas)}"/>`,
    ...[0.99, 0.995, 0.999, 1].map((part) => texte(`${nombre(part * 100)} %`, GAUCHE - 10, y(part) + 5, 'end', 'note')),
    ...[0, 0.25, 0.5, 0.75, 1].map((part) => texte(`${nombre(part * 100)} %`, x(part), bas + 20, 'middle', 'note')),
    texte('Enfants déjà connus liés sans personne', LARGEUR - DROITE, bas + 42, 'end', 'note'),
    `<line class="but" x1="${String(GAUCHE)}" x2="${String(LARGEUR - DROITE)}" y1="${y(goal).toFixed(1)}" y2="${y(goal).toFixed(1)}"/>`,
    texte('but', GAUCHE + 8, y(goal) + 18),
    `<polyline class="courbe" points="${vus.map(en).join(' ')}"/>`,
    ...(ici
      ? [
          `<circle class="${ici.precision >= goal ? 'tenu' : 'manque'}" cx="${x(ici.rappel).toFixed(1)}" cy="${y(ici.precision).toFixed(1)}" r="6"/>`,
          texte(`seuil de ${nombre(choisi)} bits`, x(ici.rappel) - 12, y(ici.precision) + 24, 'end'),
        ]
      : []),
    '</svg>',
  ].join('\n')}\n`;
}

const NOMS: Readonly<Record<string, string>> = {
  precision: 'précision',
  recall: 'rappel, examen compris',
  reviewRate: 'à examiner',
};
