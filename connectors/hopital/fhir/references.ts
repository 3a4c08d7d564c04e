import type { Erreur } from '../../entrant';
import type { Objet } from '../../json';
import { MODIFICATEURS } from './systemes';

export interface Bundle extends Objet {
  readonly entry?: readonly { readonly fullUrl?: string; readonly resource?: Objet }[];
}

/** Resources of a bundle by whatever may name them: `fullUrl`, and `Type/id`. */
export function ressourcesDe(bundle: Bundle): ReadonlyMap<string, Objet> {
  const nommees = new Map<string, Objet>();
  for (const { fullUrl, resource } of bundle.entry ?? []) {
    if (!resource) continue;
    const { resourceType, id } = resource;
    if (fullUrl !== undefined) nommees.set(fullUrl, resource);
    if (typeof resourceType === 'string' && typeof id === 'string') nommees.set(`${resourceType}/${id}`, resource);
  }
  return nommees;
}

/** Where a resource of the bundle is, in FHIRPath. */
export function lieuDe(bundle: Bundle, resource: Objet): string {
  const rang = (bundle.entry ?? []).findIndex((entree) => entree.resource === resource);
  return `Bundle.entry[${String(rang)}].resource`;
}

/**
 * What base R4 leaves to the receiver: references that lead outside the message are not followed and are refused (nobody is
 * called on the word of a message), implicit rules and unknown modifiers too.
 */
export function ecartsDeSurete(message: Bundle): Erreur[] {
  const nommees = ressourcesDe(message);
  const erreurs: Erreur[] = [];
  const refuser = (code: string, ou: string, message: string) => erreurs.push({ code, champ: [ou], message });
  const visiter = (valeur: unknown, ou: string, contenus: ReadonlySet<string>) => {
    if (Array.isArray(valeur)) {
      for (const [i, un] of valeur.entries()) visiter(un, `${ou}[${String(i)}]`, contenus);
      return;
    }
    if (typeof valeur !== 'object' || valeur === null) return;
    const objet = valeur as Objet;
    const ici =
      typeof objet['resourceType'] === 'string' && Array.isArray(objet['contained'])
        ? idsDe(objet['contained'])
        : contenus;
    if ('implicitRules' in objet)
      refuser('REGLES_IMPLICITES', `${ou}.implicitRules`, 'Des règles implicites ne peuvent pas être suivies.');
    if (
      Array.isArray(objet['modifierExtension']) &&
      !objet['modifierExtension'].every((une) => MODIFICATEURS.has((une as Objet)['url'] as string))
    )
      refuser(
        'MODIFICATEUR_INCONNU',
        `${ou}.modifierExtension`,
        'Une extension qui change le sens de cet élément n’est pas connue.',
      );
    const { reference } = objet;
    if (typeof reference === 'string' && !connue(reference, nommees, ici))
      refuser('REFERENCE_ABSENTE', `${ou}.reference`, 'Ce qui est désigné ici n’est pas dans le message.');
    for (const [nom, enfant] of Object.entries(objet)) visiter(enfant, `${ou}.${nom}`, ici);
  };
  visiter(message, String(message['resourceType']), new Set());
  return erreurs;
}

function connue(reference: string, nommees: ReadonlyMap<string, Objet>, contenus: ReadonlySet<string>): boolean {
  return reference.startsWith('#') ? contenus.has(reference.slice(1)) : nommees.has(reference);
}

function idsDe(contenues: readonly unknown[]): ReadonlySet<string> {
  return new Set(
    contenues.flatMap((une) => {
      const { id } = (une ?? {}) as Objet;
      return typeof id === 'string' ? [id] : [];
    }),
  );
}
