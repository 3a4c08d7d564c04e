import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';

/** Where another hub is called, under its base URL. */
export const CHEMINS = {
  PIECE: '/hubs/transferts/piece',
  PREPARER: '/hubs/transferts/preparer',
  CONFIRMER: '/hubs/transferts/confirmer',
  ANNULER: '/hubs/transferts/annuler',
} as const;
export type Etape = keyof typeof CHEMINS;

/** How far from the clock of the one who reads it a message may be. */
export const FRAICHEUR_MS = 5 * 60_000;
/** An attachment of the largest size, encrypted and in base64, or many sheets. */
export const MESSAGE_MAX = 16 * 1_048_576;

const empreinte = z.string().regex(/^[0-9a-f]{64}$/);
const hub = z.string().max(200);
const entete = {
  version: z.literal(1),
  /** Journals of the hub that writes and of the one it writes to. */
  iss: hub,
  aud: hub,
  jti: z.uuid(),
  le: z.iso.datetime(),
  transfert: z.uuid(),
};

/** What both hubs sign, and the receipt of arrival is about. */
export const bordereauSchema = z.strictObject({
  type: z.string().max(64),
  de: z.string().max(8),
  vers: z.string().max(8),
  /** SHA-256 of the RFC 8785 form of the file. */
  empreinte,
});
export type Bordereau = z.infer<typeof bordereauSchema>;

/** Each is signed; what is about a child is encrypted besides, and its digest is in what is signed. */
export const MESSAGES = {
  PIECE: z.strictObject({
    ...entete,
    etape: z.literal('PIECE'),
    bordereau: bordereauSchema,
    piece: z.strictObject({ id: z.uuid(), type: z.string().max(64), empreinte }),
    chiffre: z.string(),
  }),
  PREPARER: z.strictObject({
    ...entete,
    etape: z.literal('PREPARER'),
    bordereau: bordereauSchema,
    chiffre: z.string(),
  }),
  CONFIRMER: z.strictObject({ ...entete, etape: z.literal('CONFIRMER'), bordereau: bordereauSchema }),
  ANNULER: z.strictObject({ ...entete, etape: z.literal('ANNULER'), bordereau: bordereauSchema }),
} as const;
export type Message<E extends Etape = Etape> = z.infer<(typeof MESSAGES)[E]>;

export const recuSchema = z.strictObject({ id: z.string(), jws: z.string(), charge: z.string() });

/** Signed too, and bound to the very message that it answers (`reponseA`: SHA-256 of its signature). */
export const reponseSchema = z.strictObject({
  version: z.literal(1),
  iss: hub,
  aud: hub.nullable(),
  le: z.iso.datetime(),
  reponseA: empreinte,
  issue: z.enum(['GARDEE', 'PREPARE', 'OUVERT', 'ANNULE', 'REFUS']),
  refus: z.strictObject({ code: z.string().max(64), message: z.string().max(2_000) }).optional(),
  /** OUVERT: the receipt of the act that opened the file, which anyone verifies (`hub -- verify`). */
  recu: recuSchema.optional(),
});
export type Reponse = z.infer<typeof reponseSchema>;

/** RFC 8785: the bytes that are signed and sent. */
export const octetsDe = (message: object): string => canonicalize(message) ?? '';

export const empreinteDe = (octets: string | Buffer): string => createHash('sha256').update(octets).digest('hex');

/** What the act that opens a file is given, whose digest its receipt bears: both hubs compute the same. */
export const entreeDe = (hubDOrigine: string, transfert: string, bordereau: Bordereau) => ({
  ...{ idempotencyKey: `${hubDOrigine} ${transfert}`, hub: hubDOrigine, transfert, ...bordereau },
});
