import { NOMS_ACTEURS } from './access-acteurs';
import type { TypePublie, TypesPublies } from './access-champs';
import { CHAMPS_ASE } from './access-champs-ase';
import { CHAMPS_AUTRES } from './access-champs-autres';
import { CHAMPS_CRIP } from './access-champs-crip';
import { CHAMPS_JUSTICE } from './access-champs-justice';
import { mandatsDe, type Element, type Mandats } from './access-elements';
import { celluleDe } from './access-matrice';
import { LECTURES, MANDATS_DES_ACTES } from './access-operations';

/** Every published type that is not a root. */
export const TYPES_PUBLIES: TypesPublies = { ...CHAMPS_CRIP, ...CHAMPS_ASE, ...CHAMPS_JUSTICE, ...CHAMPS_AUTRES };

/** How one published field is protected. */
export interface ChampPublie {
  readonly element: Element;
  /** The element of the object that carries it: what it opens is not asked again. */
  readonly porteur: Element | undefined;
}

function champsDe(type: string, { element: porteur, champs }: TypePublie): [string, ChampPublie][] {
  return (Object.entries(champs) as [Element, string][]).flatMap(([element, noms]) =>
    noms.split(' ').map((nom): [string, ChampPublie] => [`${type}.${nom}`, { element, porteur }]),
  );
}

/** `Type.champ` → its data element. */
export const CHAMPS: ReadonlyMap<string, ChampPublie> = new Map([
  ...Object.entries(TYPES_PUBLIES).flatMap(([type, publie]) => champsDe(type, publie)),
  ...Object.entries(LECTURES).map(([nom, element]): [string, ChampPublie] => [
    `${nom === 'evenements' ? 'Subscription' : 'Query'}.${nom}`,
    { element, porteur: undefined },
  ]),
  ...[...MANDATS_DES_ACTES.keys()].map((nom): [string, ChampPublie] => [
    `Mutation.${nom}`,
    { element: 'technique', porteur: undefined },
  ]),
]);

/** The mandates that the schema asks of a token for this field; none where its object already asks them. */
export function mandatsDuChamp(type: string, nom: string): Mandats {
  if (type === 'Mutation') return MANDATS_DES_ACTES.get(nom) ?? [];
  const champ = CHAMPS.get(`${type}.${nom}`);
  if (champ === undefined) return [];
  const mandats = mandatsDe(champ.element);
  return champ.porteur !== undefined && mandatsDe(champ.porteur) === mandats ? [] : mandats;
}

/** The mandates that a record asks, however it is reached. */
export function mandatsDuType(type: string): Mandats {
  const publie = TYPES_PUBLIES[type];
  return publie?.enregistrement ? mandatsDe(publie.element) : [];
}

/** Whether someone who holds the object may be denied this field of it: it is then nullable. */
export function peutEtreRetenu(nom: string): boolean {
  const champ = CHAMPS.get(nom);
  if (champ?.porteur === undefined || champ.porteur === champ.element) return false;
  const { element, porteur } = champ;
  if (mandatsDe(element) !== mandatsDe(porteur) && mandatsDe(element).length > 0) return true;
  return NOMS_ACTEURS.some((acteur) => {
    const { effet, si } = celluleDe(acteur, element);
    return celluleDe(acteur, porteur).effet !== 'REFUSER' && (effet !== 'PERMETTRE' || si.length > 0);
  });
}

/** Records that say nothing of a child: whoever reads them opens no file. */
const SANS_ENFANT: ReadonlySet<Element> = new Set([
  ...(['placeAccueil', 'echeance', 'notification', 'statistiques', 'technique'] as const),
  ...(['raccordement', 'registrePartenaires'] as const),
]);

/** Every published record of a child's file: to read one is an access, and an act about one is about the child. */
export const TYPES_OUVERTS: ReadonlySet<string> = new Set(
  Object.entries(TYPES_PUBLIES)
    .filter(([, { enregistrement, element }]) => enregistrement === true && !SANS_ENFANT.has(element))
    .map(([type]) => type),
);

/** What opens a child's file, beyond who the child is: read for a purpose, from whatever record leads to it. */
export function ouvreLaFiche(nom: string): boolean {
  const champ = CHAMPS.get(nom);
  return nom.startsWith('Enfant.') && champ?.element !== 'technique' && champ?.element !== champ?.porteur;
}
