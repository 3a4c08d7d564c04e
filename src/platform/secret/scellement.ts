import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** AES-256-GCM (NIST SP 800-38D): 96-bit random IV, whole tag. */
const ALGORITHME = 'aes-256-gcm';
const IV = 12;
const TAG = 16;

/** @returns IV, ciphertext, tag. `lieu` is authenticated, not stored: what is sealed opens where it was sealed only. */
export function sceller(cle: Buffer, clair: Buffer, lieu: string): Buffer {
  const iv = randomBytes(IV);
  const chiffre = createCipheriv(ALGORITHME, cle, iv, { authTagLength: TAG });
  chiffre.setAAD(Buffer.from(lieu));
  return Buffer.concat([iv, chiffre.update(clair), chiffre.final(), chiffre.getAuthTag()]);
}

/** @throws Error when a byte, the key or the place is not the one that it was sealed with */
export function desceller(cle: Buffer, scelle: Buffer, lieu: string): Buffer {
  if (scelle.length < IV + TAG) throw new Error('sealed value too short');
  // Without a length, Node takes a tag of 4 bytes.
  const dechiffre = createDecipheriv(ALGORITHME, cle, scelle.subarray(0, IV), { authTagLength: TAG });
  dechiffre.setAAD(Buffer.from(lieu));
  dechiffre.setAuthTag(scelle.subarray(-TAG));
  return Buffer.concat([dechiffre.update(scelle.subarray(IV, -TAG)), dechiffre.final()]);
}

/** A value that can be looked up and not read: HMAC-SHA-256 under a key of its own purpose. */
export function indexAveugle(cle: Buffer, usage: string, valeur: string): Buffer {
  return createHmac('sha256', cle).update(`${usage}|${valeur}`).digest();
}
