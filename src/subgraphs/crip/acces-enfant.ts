import type { Actor } from '../../auth/actor';

/**
 * Which children a caller may read: those of its collectivité for the CRIP and the ASE, those with whom it has a
 * live relation for every other institution. A condition on `alias` with one parameter, written `place`.
 */
export function relationVivante(actor: Actor, alias: string, place: string): { where: string; value: string } {
  if (actor.role === 'crip' || actor.role === 'ase')
    return { where: `${alias}.collectivite = ${place}`, value: actor.territoire ?? '' };
  return {
    where: `EXISTS (SELECT 1 FROM crip.relation r WHERE r.institution = ${place} AND r.enfant_id = ${alias}.id)`,
    value: actor.institution,
  };
}
