import { createHash } from 'node:crypto';

/** UUID version 8 (RFC 9562): the same message has the same answer, so its identifiers come from what is answered. */
export function uuidDuMessage(corps: Buffer, quoi: string): string {
  const hex = createHash('sha256').update(quoi).update(corps).digest('hex');
  const variante = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variante}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
