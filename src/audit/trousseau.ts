import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptFile } from '../platform/write-once';
import { EMPLOIS, nouvelleCle, trousseauSchema, type Trousseau } from './cles';

/** What trials sign with; production has a file of its own. */
const ORIGINE_DEMO = 'demo.passerelle-enfance.invalid/journal';

/** @throws Error naming the file, and nothing that it holds */
export function lireTrousseau(path: string): Trousseau {
  let texte: string;
  try {
    texte = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`The keys of PREUVE_CLES cannot be read: ${path}.`, { cause: error });
  }
  try {
    return trousseauSchema.parse(JSON.parse(texte));
  } catch {
    // What zod or JSON would quote may be a private key.
    throw new Error(`The keys of PREUVE_CLES are not those that « npm run hub -- cles » writes: ${path}.`);
  }
}

/** Reads `<dossier>/preuve-cles.json`, created on first use. Processes that start together end up with the same keys. */
export function trousseauDemo(dossier: string): Trousseau {
  const path = join(dossier, 'preuve-cles.json');
  keptFile(path, () => JSON.stringify(nouveauTrousseau(ORIGINE_DEMO), undefined, 2));
  return lireTrousseau(path);
}

export function nouveauTrousseau(origine: string): Trousseau {
  return { origine, keys: EMPLOIS.map(nouvelleCle) };
}
