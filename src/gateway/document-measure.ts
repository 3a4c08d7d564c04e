import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { HubError } from '../domain/errors';
import type { Limits } from '../platform/limits';

/** What a document asks for, its fragments unfolded, whatever the schema. */
export interface Measure {
  readonly depth: number;
  readonly fields: number;
  /** Fields written again, under the same name, beside each other. */
  readonly repeats: number;
  readonly aliases: number;
  readonly directives: number;
}

const NOTHING: Measure = { depth: 0, fields: 0, repeats: 0, aliases: 0, directives: 0 };

/** All the operations of a document together. A fragment is measured once, however often it is spread. */
export function measure({ definitions }: DocumentNode): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const measured = new Map<string, Measure>();

  const fragment = (name: string): Measure => {
    const known = measured.get(name);
    if (known) return known;
    const node = fragments.get(name);
    if (!node) return NOTHING;
    // Met again inside itself: graphql-js refuses the cycle.
    measured.set(name, NOTHING);
    const result = within(node);
    measured.set(name, result);
    return result;
  };
  const within = (node: OperationDefinitionNode | FragmentDefinitionNode): Measure => {
    const { directives, ...inside } = selections(node.selectionSet);
    return { ...inside, directives: directives + (node.directives?.length ?? 0) };
  };
  const selections = ({ selections: nodes }: SelectionSetNode): Measure => {
    const total = { ...NOTHING };
    const names = new Set<string>();
    for (const node of nodes) {
      const isField = node.kind === Kind.FIELD;
      const inside =
        node.kind === Kind.FRAGMENT_SPREAD
          ? fragment(node.name.value)
          : node.selectionSet
            ? selections(node.selectionSet)
            : NOTHING;
      total.depth = Math.max(total.depth, inside.depth + (isField ? 1 : 0));
      total.fields += inside.fields + (isField ? 1 : 0);
      total.repeats += inside.repeats + (isField && names.has(responseName(node)) ? 1 : 0);
      if (isField) names.add(responseName(node));
      total.aliases += inside.aliases + (isField && node.alias ? 1 : 0);
      total.directives += inside.directives + (node.directives?.length ?? 0);
    }
    return total;
  };

  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION).map(within);
  return operations.reduce(
    (sum, one) => ({
      depth: Math.max(sum.depth, one.depth),
      fields: sum.fields + one.fields,
      repeats: sum.repeats + one.repeats,
      aliases: sum.aliases + one.aliases,
      directives: sum.directives + one.directives,
    }),
    NOTHING,
  );
}

function responseName({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

const SENTENCES: readonly (readonly [keyof Measure, (max: number) => string])[] = [
  ['depth', (max) => `ses champs s'imbriquent sur plus de ${String(max)} niveaux`],
  ['fields', (max) => `il demande plus de ${String(max)} champs, fragments dépliés`],
  ['repeats', (max) => `il répète plus de ${String(max)} fois un champ déjà demandé au même endroit`],
  ['aliases', (max) => `il porte plus de ${String(max)} alias, fragments dépliés`],
  ['directives', (max) => `il porte plus de ${String(max)} directives, fragments dépliés`],
];

/** @throws HubError `DOCUMENT_EXCESSIF`, naming the measure and its most. */
export function checkMeasure(document: DocumentNode, limits: Limits): void {
  const found = measure(document);
  for (const [name, sentence] of SENTENCES)
    if (found[name] > limits[name])
      throw new HubError('DOCUMENT_EXCESSIF', `Le document GraphQL est trop grand : ${sentence(limits[name])}.`);
}
