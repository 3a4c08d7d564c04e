import type { Dessin, Report } from './bench';

export const LARGEUR = 760;
export const MARGE = 24;
const GAUCHE = 290;
const DROITE = 110;
const BARRE = 20;
const PAS = 32;
const FIGURE = 60;

/** Colours of both themes; each pair has a contrast of 4.5 at least on its background. */
export const STYLE = `
  text { font: 14px system-ui, sans-serif; fill: #1b1b1d; }
  .fond { fill: #ffffff; } .titre { font-size: 17px; font-weight: 600; } .note { fill: #55555e; font-size: 13px; }
  .barre { fill: #5b6ee1; } .tenu { fill: #17803d; } .manque { fill: #b3410e; } .but { stroke: #1b1b1d; stroke-width: 2; stroke-dasharray: 5 4; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f0f2; } .fond { fill: #16161a; } .note { fill: #b0b0ba; }
    .barre { fill: #8d9bf5; } .tenu { fill: #4ec77a; } .manque { fill: #f2935c; } .but { stroke: #f0f0f2; }
  }`;

/** One chart of a report: its medians, then the figure that has a goal, with the goal as a line. */
export function dessiner(report: Report, { titre, unite, mesure = 'médiane', barres, rapport, sens }: Dessin): string {
  const mesures = Object.entries(barres).flatMap(([cle, nom]) => {
    const valeur = report.medians[cle];
    return valeur === undefined || Number.isNaN(valeur) ? [] : [{ nom, valeur }];
  });
  const tenu = sens === 'au moins' ? report.ratio >= report.goal : report.ratio <= report.goal;
  const but = `but : ${sens} ${nombre(report.goal)}`;
  const max = Math.max(...mesures.map(({ valeur }) => valeur), Number.MIN_VALUE);
  const maxRapport = Math.max(report.ratio, report.goal) * 1.1;
  const largeur = (valeur: number, sur: number) => ((LARGEUR - GAUCHE - DROITE) * valeur) / sur;
  const hautRapport = 92 + mesures.length * PAS;
  const hauteur = hautRapport + 112;
  const ligne = (nom: string, valeur: number, sur: number, y: number, classe: string, decalage = 0) => [
    texte(nom, GAUCHE - 12, y + 15, 'end'),
    `<rect class="${classe}" x="${String(GAUCHE)}" y="${String(y)}" width="${largeur(valeur, sur).toFixed(1)}" height="${String(BARRE)}" rx="3"/>`,
    texte(nombre(valeur), GAUCHE + largeur(valeur, sur) + decalage + 8, y + 15),
  ];
  // A figure just short of the goal is written after its line, not across it.
  const manque = largeur(report.goal - report.ratio, maxRapport);
  const apresLeBut = manque > 0 && manque < FIGURE ? manque : 0;
  const x = (GAUCHE + largeur(report.goal, maxRapport)).toFixed(1);
  const dit = mesures.map(({ nom, valeur }) => `${nom} : ${nombre(valeur)}`).join(' ; ');
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(LARGEUR)} ${String(hauteur)}" width="${String(LARGEUR)}" role="img" aria-labelledby="titre detail">`,
    `<title id="titre">${sur(titre)}</title>`,
    `<desc id="detail">${sur(`${unite}. ${dit}. ${rapport} : ${nombre(report.ratio)}, ${but}, ${tenu ? 'tenu' : 'manqué'}.`)}</desc>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="fond" width="100%" height="100%" rx="8"/>`,
    texte(titre, MARGE, 34, 'start', 'titre'),
    texte(
      `${unite}, ${mesure} de ${String(report.rounds)} tour${report.rounds > 1 ? 's' : ''}`,
      MARGE,
      58,
      'start',
      'note',
    ),
    ...mesures.flatMap(({ nom, valeur }, rang) => ligne(nom, valeur, max, 76 + rang * PAS, 'barre')),
    texte(rapport, MARGE, hautRapport + 14, 'start', 'note'),
    ...ligne(
      tenu ? 'tenu' : 'manqué',
      report.ratio,
      maxRapport,
      hautRapport + 34,
      tenu ? 'tenu' : 'manque',
      apresLeBut,
    ),
    `<line class="but" x1="${x}" x2="${x}" y1="${String(hautRapport + 26)}" y2="${String(hautRapport + 62)}"/>`,
    texte(but, Number(x), hautRapport + 82, 'middle', 'note'),
    '</svg>',
  ].join('\n')}\n`;
}

export function texte(dit: string, x: number, y: number, ancre = 'start', classe = ''): string {
  return `<text x="${x.toFixed(1)}" y="${String(y)}" text-anchor="${ancre}"${classe ? ` class="${classe}"` : ''}>${sur(dit)}</text>`;
}

export const nombre = (valeur: number) =>
  new Intl.NumberFormat('fr-FR', { maximumSignificantDigits: 3 }).format(valeur);

export const sur = (dit: string) => dit.replace(/[&<>"]/g, (signe) => `&#${String(signe.charCodeAt(0))};`);
