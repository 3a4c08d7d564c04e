import { z } from 'zod';
import { trousseauSchema } from './cles';

export const FORMAT_DOSSIER = 'passerelle-enfance/dossier-de-preuve/1';

const hash = z.base64().length(44);
const instant = z.iso.datetime();

/** A leaf of the journal, as an object: its RFC 8785 form is what was sealed. */
const feuille = z.looseObject({
  version: z.literal(1),
  nature: z.string(),
  id: z.uuid(),
  institution: z.string(),
  objets: z.array(z.strictObject({ type: z.string(), id: z.uuid() })),
  le: instant,
});
export type Feuille = z.infer<typeof feuille>;

/** One archive: whoever has it and the public keys needs nothing else. */
export const dossierSchema = z.strictObject({
  format: z.literal(FORMAT_DOSSIER),
  sujet: z.strictObject({ type: z.enum(['enfant', 'echange']), id: z.uuid() }),
  etabliLe: instant,
  etabliPour: z.string(),
  /** The journal where every record is proven to be: a signed note. */
  point: z.string(),
  /** Earlier checkpoints, each proven to be the beginning of that one. */
  anterieurs: z.array(z.strictObject({ point: z.string(), coherence: z.array(hash) })),
  enregistrements: z.array(z.strictObject({ position: z.int(), feuille, inclusion: z.array(hash) })),
  livraisons: z.array(
    z.strictObject({
      id: z.uuid(),
      evenement: z.string(),
      sujet: z.uuid(),
      destinataire: z.string(),
      etat: z.string(),
      canal: z.string().nullable(),
      tentatives: z.int(),
      le: instant,
      remiseLe: instant.nullable(),
    }),
  ),
  /** Position after which the file continues, in another archive; null: it ends here. */
  suite: z.int().nullable(),
  cles: trousseauSchema,
  /** Of all the rest: detached JWS. */
  signature: z.string(),
});
export type Dossier = z.infer<typeof dossierSchema>;
