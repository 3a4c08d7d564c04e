const LARGEUR = 30;

/** A progress bar on standard error, where somebody watches. */
export function barre(quoi: string, sortie: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr) {
  let dite = -1;
  return {
    /** `part`: 0 to 1. */
    avancer: (part: number): void => {
      const pourcent = Math.floor(part * 100);
      if (!sortie.isTTY || pourcent === dite) return;
      dite = pourcent;
      const pleins = Math.round(part * LARGEUR);
      sortie.write(`\r${quoi} ${'█'.repeat(pleins)}${'░'.repeat(LARGEUR - pleins)} ${String(pourcent)} %`);
    },
    /** The line is given back to what is said next. */
    finir: (): void => {
      if (dite >= 0) sortie.write('\r\u001b[K');
    },
  };
}
