import { NOMS_ACTEURS, type Acteur } from './access-acteurs';
import type { Condition } from './access-conditions';

/** `OCCULTER`: the record may be read, not this. `REFUSER`: not even the operation that would read it. */
export type Effet = 'PERMETTRE' | 'OCCULTER' | 'REFUSER';

/** One actor before one data element. */
export interface Cellule {
  readonly effet: Effet;
  /** Every one must hold, otherwise the element is withheld. */
  readonly si: readonly Condition[];
  /** Article, or the reason of a proposal. */
  readonly base: string;
  /** `TEXTE`: deduced from a text. `PROPOSITION`: ours, to be verified. */
  readonly statut: 'TEXTE' | 'PROPOSITION';
  /** Footnote of the matrix. */
  readonly note?: Note;
}

export const NOTES = {
  1: 'Le lieu n’est lu que par qui doit savoir où joindre l’enfant, et jamais s’il est tenu secret (C. civ. 375-7, famille menacée).',
  2: 'L’identité de l’émetteur n’est lue que si elle est nécessaire, et jamais pour écrire à la famille quand il a demandé à lui rester inconnu (CRPA L311-6 3°).',
  3: 'Le contenu médical passe par un médecin ou un personnel tenu au même secret, pour le strict nécessaire (CASF L226-2-2, CP 226-13).',
  4: 'Un soignant scolaire lit ce qu’a écrit la même profession.',
  5: 'Le service social de l’hôpital lit sa part sociale ; la note médicale est une enveloppe à part.',
  6: 'De la décision, seulement ce qu’il faut pour agir : qui peut venir chercher l’enfant, qui en a la garde ; jamais les motifs.',
  7: 'Le secret de l’enquête et de l’instruction (CPP 11) : seulement ce que le procureur transmet lui-même.',
} as const;
export type Note = keyof typeof NOTES;

type Options = { readonly si?: readonly Condition[]; readonly note?: Note };

function cellule(effet: Effet, statut: Cellule['statut']) {
  return (base: string, { si = [], note }: Options = {}): Cellule => ({
    ...{ effet, si, base, statut },
    ...(note === undefined ? {} : { note }),
  });
}

/** Read, by a text. */
export const lu = cellule('PERMETTRE', 'TEXTE');
/** Read, as we propose. */
export const luPropose = cellule('PERMETTRE', 'PROPOSITION');
/** Withheld, as we propose. */
export const retenuPropose = cellule('OCCULTER', 'PROPOSITION');
/** Refused, by a text. */
export const refuse = cellule('REFUSER', 'TEXTE');
/** Refused, as we propose. */
export const refusePropose = cellule('REFUSER', 'PROPOSITION');

export type Ligne = Readonly<Record<Acteur, Cellule>>;

const RIEN_NE_L_OUVRE = refusePropose('aucun texte ne l’ouvre : refus par défaut');

/** A row of the matrix: whoever is not named is refused. */
export function ligne(cellules: Readonly<Partial<Record<Acteur, Cellule>>>, defaut = RIEN_NE_L_OUVRE): Ligne {
  return Object.fromEntries(NOMS_ACTEURS.map((acteur) => [acteur, cellules[acteur] ?? defaut])) as Ligne;
}

/** The same cell for several actors. */
export function pour<A extends Acteur>(acteurs: readonly A[], une: Cellule): Readonly<Record<A, Cellule>> {
  return Object.fromEntries(acteurs.map((acteur) => [acteur, une])) as Record<A, Cellule>;
}
