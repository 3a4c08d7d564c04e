import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { entreeDuPseudonyme, type TraitsPseudonyme } from '../domain/pseudonyme';
import type { Identifiants } from '../domain/olinpe-enregistrement';
import { SANS_OBJET } from '../domain/olinpe-types';
import { keptFile } from '../platform/write-once';

const cle = z.strictObject({
  id: z.string().min(1),
  cle: z.string().refine((value) => Buffer.from(value, 'base64').length === 32),
});
const fichierSchema = z.strictObject({ cles: z.array(cle).min(1) });
/** The last key ciphers; the one before it gives the former identifier (NUMANONYMANT). */
export type FichierPseudonymes = z.infer<typeof fichierSchema>;

const nouvelleCle = () => ({ id: randomBytes(6).toString('hex'), cle: randomBytes(32).toString('base64') });

export function nouvellesClesPseudonymes(): FichierPseudonymes {
  return { cles: [nouvelleCle()] };
}

export function tournerPseudonymes({ cles }: FichierPseudonymes): FichierPseudonymes {
  return { cles: [...cles, nouvelleCle()] };
}

/** @throws Error naming the file, and nothing that it holds */
export function lireClesPseudonymes(path: string): FichierPseudonymes {
  try {
    return fichierSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new Error(`The keys of OLINPE_CLES are not those that « npm run hub -- pseudonymes » writes: ${path}.`);
  }
}

/** `<dossier>/olinpe-cles.json`, for trials, created on first use. */
export function clesPseudonymesDemo(dossier: string): FichierPseudonymes {
  const path = join(dossier, 'olinpe-cles.json');
  keptFile(path, () => JSON.stringify(nouvellesClesPseudonymes(), undefined, 2));
  return lireClesPseudonymes(path);
}

/** What the national side accepts: forty hexadecimal digits. */
const LONGUEUR = 40;

/** HMAC-SHA-256 of the recipe: without the key, not even a list of every possible name finds the child back. */
export function pseudonymes({ cles }: FichierPseudonymes) {
  const [precedente, actuelle] = cles.length > 1 ? cles.slice(-2) : [undefined, cles[0]];
  const chiffrer = (une: z.infer<typeof cle>, entree: string) =>
    createHmac('sha256', Buffer.from(une.cle, 'base64')).update(`olinpe|${entree}`).digest('hex').slice(0, LONGUEUR);
  return {
    noms: [actuelle, precedente].flatMap((une) => (une === undefined ? [] : [une.id])),
    de: (traits: TraitsPseudonyme | undefined): Identifiants => {
      if (traits === undefined) return { actuel: { manque: 'ENFANT_INCONNU' }, anterieur: SANS_OBJET };
      const lue = entreeDuPseudonyme(traits);
      if (!lue.ok || actuelle === undefined)
        return { actuel: { manque: lue.ok ? 'NON_LUE' : lue.manque }, anterieur: SANS_OBJET };
      return {
        actuel: chiffrer(actuelle, lue.entree),
        anterieur: precedente === undefined ? SANS_OBJET : chiffrer(precedente, lue.entree),
      };
    },
  };
}
