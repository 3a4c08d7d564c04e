import { randomBytes, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { desceller, sceller } from './scellement';
import { keptFile } from '../write-once';

/** A data key, and the place that it is bound to. */
export interface AEnvelopper {
  readonly cle: Buffer;
  readonly lieu: string;
}

/** A wrapped data key, and the name of the key that wrapped it. */
export interface Enveloppe {
  readonly kek: string;
  readonly octets: Buffer;
}

/**
 * Keeps the key-encryption keys: in a file here, in a key service (`coffre-kms.ts`). It wraps and unwraps the data keys,
 * several at once since a service is a network away, and gives its own keys to nobody.
 */
export interface Coffre {
  /** Name of the key that wraps now: a service turns its own while the hub runs. */
  actif(): Promise<string>;
  envelopper(lot: readonly AEnvelopper[]): Promise<Enveloppe[]>;
  /** In the same order. @throws Error when the coffre no longer has a key, or does not answer */
  developper(lot: readonly (Enveloppe & { readonly lieu: string })[]): Promise<Buffer[]>;
  /** Key of the blind indexes: the same for all time, whatever key wraps. */
  readonly cleIndex: Buffer;
}

const cle = z.string().refine((value) => Buffer.from(value, 'base64').length === 32);
export const kekSchema = z.strictObject({ id: z.string().min(1), cle });
const fichierSchema = z.strictObject({ index: cle, keks: z.array(kekSchema).min(1) });
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
    actif: () => Promise.resolve(actif),
    cleIndex: cleDIndex(fichier.index),
    envelopper: async (lot) =>
      Promise.resolve(lot.map((un) => ({ kek: actif, octets: sceller(kekDe(actif), un.cle, un.lieu) }))),
    developper: async (lot) => Promise.resolve(lot.map(({ kek, octets, lieu }) => desceller(kekDe(kek), octets, lieu))),
  };
}

/** @param index secret kept with the keys, in base64 */
export function cleDIndex(index: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(index, 'base64'), '', 'index-aveugle', 32));
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
