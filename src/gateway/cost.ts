import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type ASTVisitor,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { HubError } from '../domain/errors';

/** Objects that one operation may make the hub build, counted before it runs and at their most. */
export const OBJETS_MAX = 100_000;

// What the lists of the schema hold at most, or nearly so; a connection says its own size.
const PAGE_PAR_DEFAUT = 20;
const PAGE_MAX = 100;
const LIGNES_D_UNE_ENTITE = 20;
const LIGNES_D_UNE_VALEUR = 5;

/**
 * Refuses an operation whose answer could grow beyond the machine: a child leads to its informations, each of which
 * leads back to the child. The count is the product of the lists crossed, fragments and aliases included.
 */
export function LimiteDeCout(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      const root = context.getSchema().getRootType(operation.operation);
      if (!root) return;
      const objets = compter(context, operation.selectionSet, root, 1, PAGE_PAR_DEFAUT, new Set());
      if (objets <= OBJETS_MAX) return;
      const originalError = new HubError('COUT_EXCESSIF');
      context.reportError(new GraphQLError(originalError.message, { nodes: operation, originalError }));
    },
  };
}

function compter(
  context: ValidationContext,
  { selections }: SelectionSetNode,
  type: GraphQLCompositeType,
  times: number,
  page: number,
  within: ReadonlySet<string>,
): number {
  let total = 0;
  for (const selection of selections) {
    // A count that is already too high needs no exact value: 10,000 aliases cost no more than the first ones.
    if (total > OBJETS_MAX) return total;
    if (selection.kind === Kind.FIELD) total += compterChamp(context, selection, type, times, page, within);
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      total += compter(
        context,
        selection.selectionSet,
        narrowed(context, selection.typeCondition?.name.value, type),
        times,
        page,
        within,
      );
    else if (!within.has(selection.name.value)) {
      const fragment = context.getFragment(selection.name.value);
      if (!fragment) continue;
      const condition = narrowed(context, fragment.typeCondition.name.value, type);
      total += compter(
        context,
        fragment.selectionSet,
        condition,
        times,
        page,
        new Set([...within, fragment.name.value]),
      );
    }
  }
  return total;
}

function compterChamp(
  context: ValidationContext,
  node: FieldNode,
  parent: GraphQLCompositeType,
  times: number,
  page: number,
  within: ReadonlySet<string>,
): number {
  const field =
    'getFields' in parent
      ? (parent.getFields()[node.name.value] as GraphQLField<unknown, unknown> | undefined)
      : undefined;
  if (!field) return 0;
  const type = getNamedType(field.type);
  if (!isCompositeType(type) || !node.selectionSet) return 0;
  const size = isListType(getNullableType(field.type)) ? lignes(node.name.value, type, page) : 1;
  const inside = times * size;
  return inside + compter(context, node.selectionSet, type, inside, pageDe(node, field, page), within);
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

function narrowed(
  context: ValidationContext,
  name: string | undefined,
  type: GraphQLCompositeType,
): GraphQLCompositeType {
  const condition = name === undefined ? undefined : context.getSchema().getType(name);
  return condition && isCompositeType(condition) ? condition : type;
}
