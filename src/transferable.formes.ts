import { z } from 'zod';
import { SEXES } from './domain/code-lists';
import { MOTIFS_PROTECTION } from './domain/protection';

const TEXTE_MAX = 40_000;

/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
export const texte = (max = TEXTE_MAX) =>
  z
    .string()
    .max(max)
    .refine((valeur) => !/\0|\p{Surrogate}/u.test(valeur));
export const nom = texte(200).refine((valeur) => valeur.trim() !== '');
export const parmi = <K extends string>(liste: Readonly<Record<K, unknown>>) =>
  z.enum(Object.keys(liste) as [K, ...K[]]);
export const instant = z.iso.datetime();
export const jour = z.iso.date();

/** A child as both hubs write it. */
export const enfantTransfere = z.strictObject({
  nomNaissance: nom,
  nomUsage: texte(200).nullable(),
  prenoms: nom,
  sexe: parmi(SEXES),
  dateNaissance: jour.nullable(),
  ageApproximatif: z.int().min(0).max(30).nullable(),
  communeNaissance: z
    .string()
    .regex(/^[0-9AB]{5}$/)
    .nullable(),
});

/** A protection in force. */
export const protectionTransferee = z.strictObject({
  motif: parmi(MOTIFS_PROTECTION),
  precision: texte(1_000).nullable(),
});
