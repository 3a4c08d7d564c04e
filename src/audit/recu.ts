import type { Ecriture } from '../platform/database';
import { verifieur, type Signataire, type Trousseau } from './cles';
import { inscrireActe, type ActeAccompli } from './inscrire';
import { forme } from './sources';

/** What a receipt states, and the leaf of the journal repeats. */
export interface ActeRecu {
  /** Identifier of the receipt. */
  readonly id: string;
  readonly acte: string;
  readonly institution: string;
  readonly reference: string | null;
  readonly empreinte: string;
  readonly objets: readonly { readonly type: string; readonly id: string }[];
  readonly le: string;
}

/** The bytes that are signed: RFC 8785. */
export function chargeDe(recu: ActeRecu, emetteur: string, kid: string): string {
  const { id, acte, institution, reference, empreinte, objets, le } = recu;
  return forme({ version: 1, emetteur, recu: id, acte, institution, reference, empreinte, objets, le, kid });
}

/** RFC 7797: the payload is signed as it is, and does not travel in the signature. */
function enTete(kid: string): string {
  const texte = JSON.stringify({ alg: 'EdDSA', b64: false, crit: ['b64'], kid });
  return Buffer.from(texte).toString('base64url');
}

const aSigner = (kid: string, charge: string) => Buffer.from(`${enTete(kid)}.${charge}`, 'utf8');

/** Ed25519 over the receipt of an act, in base64url. */
export function signerRecu(recu: ActeRecu, { origine, kid, signer }: Signataire): string {
  return signer(aSigner(kid, chargeDe(recu, origine, kid))).toString('base64url');
}

/** RFC 7515, compact, detached: `header..signature`. */
export function jwsDe(kid: string, signature: string): string {
  return `${enTete(kid)}..${signature}`;
}

/** What the institution keeps: it proves the act without us. */
export interface Recu {
  readonly id: string;
  /** Detached JWS. */
  readonly jws: string;
  /** Its payload, to the byte. */
  readonly charge: string;
}

/** The audit row of an act and its receipt, which the row repeats. */
export function sceller(
  acte: ActeAccompli & { readonly empreinte: string },
  signataire: Signataire,
): { ecriture: Ecriture; recu: Recu } {
  const { id, reference = null, le } = acte;
  const { kid, origine } = signataire;
  const recu = { ...acte, reference, le: le.toISOString() };
  const valeur = signerRecu(recu, signataire);
  return {
    ecriture: inscrireActe({ ...acte, signature: { kid, valeur } }),
    recu: { id, jws: jwsDe(kid, valeur), charge: chargeDe(recu, origine, kid) },
  };
}

/** Whether a key of ours, in use at that instant, signed this receipt. */
export function verifierRecu(recu: ActeRecu, kid: string, signature: string, trousseau: Trousseau): boolean {
  const octets = Buffer.from(signature, 'base64url');
  if (octets.toString('base64url') !== signature) return false;
  const verifier = verifieur(trousseau, 'recus', kid, new Date(recu.le));
  return verifier?.(aSigner(kid, chargeDe(recu, trousseau.origine, kid)), octets) === true;
}
