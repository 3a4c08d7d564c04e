import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoKey } from '../../src/auth/demo-keys';
import { signerOctets } from './evenement-signe';

/** As a partner does by SFTP: the file, then what signs it. */
export async function deposerDans(dossier: string, nom: string, corps: string, cle: DemoKey): Promise<void> {
  ecrireDans(dossier, nom, corps);
  ecrireDans(dossier, `${nom}.jws`, await signerOctets(Buffer.from(corps), cle));
}

export function ecrireDans(dossier: string, nom: string, texte: string): void {
  mkdirSync(join(dossier, 'entrants'), { recursive: true });
  writeFileSync(join(dossier, 'entrants', nom), texte);
}

/** The result of a `.csv` and its signature, once both are there. */
export function resultatDe(dossier: string, nom: string): { corps: string; signature: string } | undefined {
  const fichier = join(dossier, 'resultats', `${nom}.resultat.csv`);
  try {
    return { signature: readFileSync(`${fichier}.jws`, 'utf8'), corps: readFileSync(fichier, 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}
