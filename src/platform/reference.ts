import { randomInt } from 'node:crypto';

// Crockford's base 32: no I, L, O or U, so that it can be read over the phone.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A random reference that people quote, such as `IP-7K3M9-Q2X4T` (50 bits). It says nothing of the record. */
export function newReference(prefix: string): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${prefix}-${group()}-${group()}`;
}
