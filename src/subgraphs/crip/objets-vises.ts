import { isUuid } from '../../published/connection';
import type { Objet } from '../../registres';

/** What the audit names of an attempt: only what has the form of an identifier. */
export function objetsVises(type: string, id: string | null | undefined): Objet[] {
  return typeof id === 'string' && isUuid(id) ? [{ type, id }] : [];
}
