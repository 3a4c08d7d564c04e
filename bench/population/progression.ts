const LARGEUR = 30;

/** A bar on the error output of a terminal, a line now and then elsewhere. */
export function progression(total: number): (faites: number) => void {
  const debut = performance.now();
  let dernier = 0;
  return (faites) => {
    const part = Math.min(1, faites / total);
    const secondes = (performance.now() - debut) / 1_000;
    const texte = `${String(faites)}/${String(total)} informations, ${(faites / secondes).toFixed(0)} par seconde`;
    if (process.stderr.isTTY) {
      const plein = Math.round(part * LARGEUR);
      process.stderr.write(`\r${'█'.repeat(plein)}${'░'.repeat(LARGEUR - plein)} ${texte}${part >= 1 ? '\n' : ''}`);
    } else if (part >= 1 || secondes - dernier >= 10) {
      dernier = secondes;
      process.stderr.write(`${texte}\n`);
    }
  };
}
