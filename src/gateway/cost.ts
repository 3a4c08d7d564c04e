import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import { HubError } from '../domain/errors';

// What the lists of the schema hold at most, or nearly so; a connection says its own size.
const PAGE_PAR_DEFAUT = 20;
const PAGE_MAX = 100;
const LIGNES_D_UNE_ENTITE = 20;
const LIGNES_D_UNE_VALEUR = 5;

/**
 * Refuses an operation whose answer could grow beyond the machine: a child leads to its informations, each of which
 * leads back to the child.
 */
export function limiteDeCout(max: number): ValidationRule {
  return (context) => ({
    OperationDefinition(operation) {
      if (objetsDe(context.getSchema(), context.getDocument(), operation) <= max) return;
      const originalError = new HubError('COUT_EXCESSIF');
      context.reportError(new GraphQLError(originalError.message, { nodes: operation, originalError }));
    },
  });
}

/**
 * Objects that an operation may make the hub build, at their most: the product of the lists crossed, fragments and
 * aliases included. A fragment is counted once, however often it is spread.
 */
export function objetsDe(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const comptes = new Map<string, number>();

  const compter = ({ selections }: SelectionSetNode, type: GraphQLCompositeType, page: number): number => {
    let total = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) total += compterChamp(selection, type, page);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) total += compterFragment(selection.name.value, type, page);
      else total += compter(selection.selectionSet, narrowed(schema, selection.typeCondition?.name.value, type), page);
    }
    return total;
  };

  const compterFragment = (name: string, type: GraphQLCompositeType, page: number): number => {
    const fragment = fragments.get(name);
    if (!fragment) return 0;
    const key = `${name} ${String(page)}`;
    const known = comptes.get(key);
    if (known !== undefined) return known;
    // Met again inside itself: graphql-js refuses the cycle.
    comptes.set(key, 0);
    const total = compter(fragment.selectionSet, narrowed(schema, fragment.typeCondition.name.value, type), page);
    comptes.set(key, total);
    return total;
  };

  const compterChamp = (node: FieldNode, parent: GraphQLCompositeType, page: number): number => {
    const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    if (!field) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type) || !node.selectionSet) return 0;
    const size = isListType(getNullableType(field.type)) ? lignes(node.name.value, type, page) : 1;
    return size * (1 + compter(node.selectionSet, type, pageDe(node, field, page)));
  };

  return compter(operation.selectionSet, root, PAGE_PAR_DEFAUT);
}

function lignes(name: string, type: GraphQLCompositeType, page: number): number {
  if (name === 'edges') return page;
  return isObjectType(type) && 'id' in type.getFields() ? LIGNES_D_UNE_ENTITE : LIGNES_D_UNE_VALEUR;
}

/** The size asked of a connection, read by its `edges`. A variable counts for the most that it may be. */
function pageDe(node: FieldNode, field: GraphQLField<unknown, unknown>, page: number): number {
  if (!field.args.some(({ name }) => name === 'first')) return page;
  const first = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (!first || first.kind === Kind.NULL) return PAGE_PAR_DEFAUT;
  return first.kind === Kind.INT ? Math.min(Math.max(Number(first.value), 1), PAGE_MAX) : PAGE_MAX;
}

function narrowed(schema: GraphQLSchema, name: string | undefined, type: GraphQLCompositeType): GraphQLCompositeType {
  const condition = name === undefined ? undefined : schema.getType(name);
  return condition && isCompositeType(condition) ? condition : type;
}
