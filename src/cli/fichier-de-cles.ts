import { renameSync, writeFileSync } from 'node:fs';
import { writeOnce } from '../platform/write-once';
import { ErreurUsage } from './command';

/** The file that a command about keys is given, with one option at most. */
export function fichierDemande({ values, positionals }: { values: object; positionals: readonly string[] }): string {
  const [fichier, ...trop] = positionals;
  if (fichier === undefined || trop.length > 0 || Object.keys(values).length > 1)
    throw new ErreurUsage('Un fichier et une option au plus sont attendus. Voir --help.');
  return fichier;
}

export function creerFichier(fichier: string, cles: object): void {
  if (!writeOnce(fichier, texte(cles))) throw new ErreurUsage('Ce fichier existe déjà : rien n’a été changé.');
}

/** Whole or not at all: a process that starts meanwhile reads the keys of before. */
export function remplacerFichier(fichier: string, cles: object): void {
  writeFileSync(`${fichier}.nouveau`, texte(cles), { mode: 0o600 });
  renameSync(`${fichier}.nouveau`, fichier);
}

/** @param lire reads the file, and throws what may quote a key */
export function lireFichier<T>(lire: () => T, ceQueCest: string): T {
  try {
    return lire();
  } catch {
    throw new ErreurUsage(`Ce fichier ne se lit pas comme ${ceQueCest} ; --creer en crée un.`);
  }
}

const texte = (cles: object) => `${JSON.stringify(cles, undefined, 2)}\n`;
