import type { Element } from './access-elements';

/** The published fields of one type, by data element. */
export interface TypePublie {
  /** What the object as a whole is: its own fields of this element are not asked again once it is reached. */
  readonly element: Element;
  /** Chosen by rows of its own (`lire-*.ts`); otherwise a part of the record that carries it. */
  readonly enregistrement?: true;
  /** Names of fields, separated by spaces. */
  readonly champs: Readonly<Partial<Record<Element, string>>>;
}

export type TypesPublies = Readonly<Record<string, TypePublie>>;

/** The Relay connection of a record and its edge: both only carry the record. */
export function listeDe(type: string, element: Element): TypesPublies {
  return {
    [`${type}Connection`]: { element, champs: { [element]: 'edges', technique: 'pageInfo' } },
    [`${type}Edge`]: { element, champs: { [element]: 'node', technique: 'cursor' } },
  };
}

/** Answers to acts: what was done, or what was refused, told to who did it. */
export function reponses(champs: TypePublie['champs'], ...types: readonly string[]): TypesPublies {
  const { technique = '', ...autres } = champs;
  const tous = { ...autres, technique: `${technique} recu userErrors`.trim() };
  return Object.fromEntries(types.map((type) => [type, { element: 'technique', champs: tous }]));
}

/** A part of the records that carry it, without a life of its own. */
export function partie(element: Element, champs: string): TypePublie {
  return { element, champs: { [element]: champs } };
}
