import { EVENEMENTS, type TypeEvenement } from '../domain/events';
import type { Ecriture } from '../platform/database';
import type { ObjetNomme } from './inscrire';

interface Effets {
  readonly objet?: ObjetNomme | readonly ObjetNomme[];
  readonly evenements: readonly { readonly type: TypeEvenement; readonly sujetId: string }[];
  readonly ecritures: readonly Ecriture[];
}

/**
 * What the audit names of an act: the objects that it says, first; what its events are about (the measure that a
 * decision opens); and the children of what it wrote, so that a child's file can be gathered from the audit alone.
 */
export function objetsDe({ objet, evenements, ecritures }: Effets): ObjetNomme[] {
  return nommes([
    ...[objet ?? []].flat(),
    ...evenements.map(({ type, sujetId }) => ({ type: EVENEMENTS[type].sujet, id: sujetId })),
    ...ecritures.flatMap(({ row: { enfantId } }) =>
      typeof enfantId === 'string' ? [{ type: 'Enfant', id: enfantId }] : [],
    ),
  ]);
}

/** Each object once. */
export function nommes(objets: readonly ObjetNomme[]): ObjetNomme[] {
  return [...new Map(objets.map((nomme) => [`${nomme.type} ${nomme.id}`, nomme])).values()];
}
