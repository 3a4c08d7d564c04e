import { existsSync } from 'node:fs';
import type { Recu } from '../audit/recu';
import { writeOnce } from '../platform/write-once';
import { ErreurUsage } from './command';

/** Where the receipt of an act is kept: asked before the act, which would not be undone for a file. */
export function garderRecu(fichier: string | undefined): (recu: Recu | null) => string {
  if (fichier !== undefined && existsSync(fichier))
    throw new ErreurUsage(`--recu : le fichier ${fichier} existe déjà.`);
  return (recu) => {
    if (recu === null) return '';
    const texte = `${JSON.stringify(recu)}\n`;
    if (fichier !== undefined && ecrit(fichier, texte)) return `Reçu signé écrit dans ${fichier}.\n`;
    return `Reçu signé de cet acte, à garder (hub -- verify FICHIER --cle CLES le vérifie) :\n${texte}`;
  };
}

function ecrit(fichier: string, texte: string): boolean {
  try {
    return writeOnce(fichier, texte);
  } catch {
    return false;
  }
}
