import type { Actor } from '../../auth/actor';

/**
 * Which children a caller may read: those with whom it has a live relation, and those of its collectivité for the CRIP
 * and the ASE. A condition on `alias` with one parameter, written `place`.
 */
export function relationVivante(actor: Actor, alias: string, place: string): { where: string; value: string } {
  const liee = (institution: string) =>
    `EXISTS (SELECT 1 FROM crip.relation r WHERE r.institution = ${institution} AND r.enfant_id = ${alias}.id)`;
  if (actor.role !== 'crip' && actor.role !== 'ase') return { where: liee(place), value: actor.institution };
  return {
    where: `(${alias}.collectivite = ${place} OR ${liee(`'${actor.role}-' || ${place}`)})`,
    value: actor.territoire ?? '',
  };
}
