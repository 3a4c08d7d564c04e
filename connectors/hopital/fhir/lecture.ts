import type { Objet } from '../../json';

/** Reading of what base R4 has already accepted: an absent branch is undefined, never an error. */
export const objet = (valeur: unknown): Objet | undefined =>
  typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur) ? (valeur as Objet) : undefined;

export const texte = (valeur: unknown): string | undefined =>
  typeof valeur === 'string' && valeur.trim() !== '' ? valeur.trim() : undefined;

export const liste = (valeur: unknown): readonly Objet[] =>
  Array.isArray(valeur)
    ? (valeur as unknown[]).flatMap((un): Objet[] => {
        const lu = objet(un);
        return lu ? [lu] : [];
      })
    : [];

export const textes = (valeur: unknown): readonly string[] =>
  Array.isArray(valeur) ? valeur.flatMap((un) => texte(un) ?? []) : [];

export const extension = (porteur: Objet | undefined, url: string): Objet | undefined =>
  liste(porteur?.['extension']).find((une) => une['url'] === url);

/** First coding of that system in a CodeableConcept. */
export const codeDe = (concept: unknown, systeme?: string): string | undefined =>
  texte(liste(objet(concept)?.['coding']).find(({ system }) => systeme === undefined || system === systeme)?.['code']);

export const identifiantDe = (porteur: Objet | undefined, ...systemes: readonly string[]): Objet | undefined =>
  liste(porteur?.['identifier']).find(({ system }) => systemes.includes(system as string));

/** Undefined when it is not exactly the base64 of some bytes. */
export function octetsDe(base64: string): Buffer | undefined {
  const octets = Buffer.from(base64, 'base64');
  return octets.toString('base64') === base64 ? octets : undefined;
}
