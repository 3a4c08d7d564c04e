import { randomBytes, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { desceller, sceller } from './scellement';
import { keptFile } from '../write-once';

/**
 * Keeps the key-encryption keys: a file here; a KMS or a PKCS#11 token would be another object of this shape. It wraps
 * and unwraps the data keys and gives its own keys to nobody.
 */
export interface Coffre {
  /** Name of the key that wraps from now on. */
  readonly actif: string;
  envelopper(cle: Buffer, lieu: string): Promise<Buffer>;
  /** @param kek name of the key that wrapped. @throws Error when the coffre no longer has it */
  developper(kek: string, enveloppe: Buffer, lieu: string): Promise<Buffer>;
  /** Key of the blind indexes: the same for all time, whatever key wraps. */
  readonly cleIndex: Buffer;
}

const cle = z.string().refine((value) => Buffer.from(value, 'base64').length === 32);
const fichierSchema = z.strictObject({
  index: cle,
  keks: z.array(z.strictObject({ id: z.string().min(1), cle })).min(1),
});
export type FichierCoffre = z.infer<typeof fichierSchema>;

/** The last key of the file wraps; the ones before it still unwrap what they wrapped. */
export function coffreDe(fichier: FichierCoffre): Coffre {
  const keks = new Map(fichier.keks.map((kek) => [kek.id, Buffer.from(kek.cle, 'base64')]));
  const actif = fichier.keks.at(-1)?.id ?? '';
  const kekDe = (id: string): Buffer => {
    const kek = keks.get(id);
    if (!kek) throw new Error(`The key-encryption key ${id} is not in the file of COFFRE_CLES.`);
    return kek;
  };
  return {
    actif,
    cleIndex: Buffer.from(hkdfSync('sha256', Buffer.from(fichier.index, 'base64'), '', 'index-aveugle', 32)),
    envelopper: async (donnee, lieu) => Promise.resolve(sceller(kekDe(actif), donnee, lieu)),
    developper: async (kek, enveloppe, lieu) => Promise.resolve(desceller(kekDe(kek), enveloppe, lieu)),
  };
}

export function nouveauCoffre(): FichierCoffre {
  return { index: nouvelleCle(), keks: [nouvelleKek()] };
}

/** The same coffre, whose next key is another one. */
export function tournerCoffre(fichier: FichierCoffre): FichierCoffre {
  return { ...fichier, keks: [...fichier.keks, nouvelleKek()] };
}

const nouvelleCle = () => randomBytes(32).toString('base64');
const nouvelleKek = () => ({ id: randomBytes(6).toString('hex'), cle: nouvelleCle() });

/** @throws Error naming the file, and nothing that it holds */
export function lireFichierCoffre(path: string): FichierCoffre {
  try {
    return fichierSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // What zod or JSON would quote may be a key.
    throw new Error(`The keys of COFFRE_CLES are not those that « npm run hub -- coffre » writes: ${path}.`);
  }
}

/** `<dossier>/coffre-cles.json`, for trials, created on first use. */
export function coffreDemo(dossier: string): Coffre {
  const path = join(dossier, 'coffre-cles.json');
  keptFile(path, () => JSON.stringify(nouveauCoffre(), undefined, 2));
  return coffreDe(lireFichierCoffre(path));
}
