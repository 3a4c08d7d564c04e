import type { Ecriture } from '../platform/database';
import { verifieur, type Signataire, type Trousseau } from './cles';
import { inscrireActe, type ActeAccompli, type ObjetNomme } from './inscrire';
import { forme } from './sources';

/** What a receipt states, and the leaf of the journal repeats. */
export interface ActeRecu {
  /** Identifier of the receipt. */
  readonly id: string;
  readonly acte: string;
  readonly institution: string;
  readonly reference: string | null;
  readonly empreinte: string;
  /** The receipt states the first; the others are the hub's own index. */
  readonly objets: readonly ObjetNomme[];
  readonly le: string;
}

/** The bytes that are signed: RFC 8785. */
export function chargeDe(recu: ActeRecu, emetteur: string, kid: string): string {
  const { id, acte, institution, reference, empreinte, objets, le } = recu;
  const objet = objets[0] ?? null;
  return forme({ version: 1, emetteur, recu: id, acte, institution, reference, empreinte, objet, le, kid });
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

/** The same signature over any text: detached JWS. */
export function signerTexte(texte: string, { kid, signer }: Signataire): string {
  return jwsDe(kid, signer(aSigner(kid, texte)).toString('base64url'));
}

/** Whether a key of receipts, in use at that instant, signed this text. */
export function verifierTexte(texte: string, jws: string, le: Date, trousseau: Trousseau): boolean {
  const [entete = '', signature = ''] = jws.split('..');
  const cle = trousseau.keys.find(({ kid }) => enTete(kid) === entete);
  const octets = Buffer.from(signature, 'base64url');
  if (cle === undefined || jwsDe(cle.kid, octets.toString('base64url')) !== jws) return false;
  return verifieur(trousseau, 'recus', cle.kid, le)?.(aSigner(cle.kid, texte), octets) === true;
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
  return verifierTexte(chargeDe(recu, trousseau.origine, kid), jwsDe(kid, signature), new Date(recu.le), trousseau);
}

/** Whether the leaf of an act bears our signature: only what the hub does by itself, without a command, has none. */
export function signatureValide(contenu: string, trousseau: Trousseau): boolean {
  const acte = JSON.parse(contenu) as ActeRecu & { readonly kid?: unknown; readonly signature?: unknown };
  const { kid, signature } = acte;
  if (kid === null && signature === null) return acte.institution === 'hub';
  return typeof kid === 'string' && typeof signature === 'string' && verifierRecu(acte, kid, signature, trousseau);
}
