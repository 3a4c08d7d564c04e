import type { Tx } from '../../platform/database';
import type { EcoleDeLEnfant } from '../../registres';

const DERNIERES = `
  SELECT DISTINCT ON (enfant_id) enfant_id "enfantId", uai ecole,
    CASE WHEN ine_index IS NOT NULL THEN json_build_object('source', declaree_par, 'valeur', encode(ine_index, 'hex')) END numero
  FROM education.scolarite WHERE enfant_id = ANY($1::uuid[]) ORDER BY enfant_id, id DESC`;

/** The last school of each, and the hash of its number there: enough to see that two are one, or two. */
export async function ecolesDesEnfants(
  tx: Tx,
  enfantIds: readonly string[],
): Promise<ReadonlyMap<string, EcoleDeLEnfant>> {
  const lues = await tx.query<EcoleDeLEnfant & { enfantId: string }>(DERNIERES, [enfantIds]);
  return new Map(lues.map(({ enfantId, ...ecole }) => [enfantId, ecole]));
}
