import { z } from 'zod';
import type { Trousseau } from './cles';
import { verifierInclusion } from './merkle';
import { lirePoint, type PointDeControle } from './point-de-controle';
import { chargeDe, signatureValide, verifierTexte, type ActeRecu } from './recu';
import { empreinteFeuille, forme } from './sources';

const charge = z.looseObject({
  recu: z.string(),
  acte: z.string(),
  institution: z.string(),
  le: z.iso.datetime(),
  kid: z.string(),
});

/** What `Query.preuveInclusion` answers. */
export const inclusionSchema = z.strictObject({
  recu: z.string().optional(),
  contenu: z.string(),
  position: z.int(),
  chemin: z.array(z.base64()),
  point: z.string(),
});

/** What an institution keeps of an act: its receipt and, when it asked for it, the proof of inclusion. */
export const recuSchema = z.strictObject({
  id: z.string().optional(),
  jws: z.string(),
  charge: z.string(),
  preuveInclusion: inclusionSchema.nullish(),
});

export interface VerificationRecu {
  readonly charge: z.infer<typeof charge> | undefined;
  readonly signe: boolean;
  /** The checkpoint of the journal where the act is proven to be; undefined: not asked, false: not proven. */
  readonly inscrit: PointDeControle | false | undefined;
}

/** Checks a receipt with public keys alone. */
export function verifierRecuSeul(fichier: z.infer<typeof recuSchema>, trousseau: Trousseau): VerificationRecu {
  const lue = lireCharge(fichier.charge);
  const nommes = [fichier.id, fichier.preuveInclusion?.recu].filter((id) => id !== undefined);
  if (lue === undefined || nommes.some((id) => id !== lue.recu))
    return { charge: undefined, signe: false, inscrit: undefined };
  const signe = verifierTexte(fichier.charge, fichier.jws, new Date(lue.le), trousseau);
  const preuve = fichier.preuveInclusion;
  return { charge: lue, signe, inscrit: preuve ? inscrit(preuve, fichier.charge, lue.kid, trousseau) : undefined };
}

function lireCharge(texte: string): z.infer<typeof charge> | undefined {
  try {
    const lue = charge.safeParse(JSON.parse(texte));
    return lue.success && forme(lue.data) === texte ? lue.data : undefined;
  } catch {
    return undefined;
  }
}

type Preuve = z.infer<typeof inclusionSchema>;

/** The leaf must be the act of this very receipt, and in the journal that the note signs. */
function inscrit(
  { contenu, position, chemin, point }: Preuve,
  chargeDuRecu: string,
  kid: string,
  trousseau: Trousseau,
): PointDeControle | false {
  const lu = lirePoint(point, trousseau);
  if (lu === undefined) return false;
  const { taille, racine } = lu;
  const feuille = empreinteFeuille(contenu);
  const octets = chemin.map((hash) => Buffer.from(hash, 'base64'));
  // First: what is not in the journal may be anything, even unreadable.
  if (!verifierInclusion({ indice: position, taille, racine, feuille, chemin: octets })) return false;
  if (!signatureValide(contenu, trousseau)) return false;
  return chargeDe(JSON.parse(contenu) as ActeRecu, trousseau.origine, kid) === chargeDuRecu && lu;
}
