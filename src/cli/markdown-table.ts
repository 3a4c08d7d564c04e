/** A Markdown table with aligned columns, as the formatter of the repository leaves it. */
export function tableau(tete: readonly string[], lignes: readonly (readonly string[])[]): string {
  const largeurs = tete.map((titre, i) =>
    Math.max(3, ...[titre, ...lignes.map((ligne) => ligne[i] ?? '')].map(largeur)),
  );
  const rendre = (cellules: readonly string[]) =>
    `| ${largeurs.map((cible, i) => remplir(cellules[i] ?? '', cible)).join(' | ')} |`;
  const filet = `| ${largeurs.map((cible) => '-'.repeat(cible)).join(' | ')} |`;
  return [rendre(tete), filet, ...lignes.map(rendre)].join('\n');
}

/** Signs like ⚠ and accents are one character wide. */
function largeur(texte: string): number {
  return [...texte].length;
}

function remplir(texte: string, cible: number): string {
  return texte + ' '.repeat(cible - largeur(texte));
}
