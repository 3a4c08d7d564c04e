import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { LocalSubgraph } from './subgraph';

/** Fields that a value carries beyond what its subgraph owns: type name → field name → what lies below. */
export type Carried = ReadonlyMap<string, ReadonlyMap<string, Carried>>;

/** One field as one subgraph resolves it. */
export interface Binding {
  readonly subgraph: number;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  /** The type that this subgraph declares, list and non-null taken off. */
  readonly returns: GraphQLCompositeType | undefined;
  /** Its name when it is an object type: instance checks are too slow for the hot path. */
  readonly objectName: string | undefined;
  readonly leaf: GraphQLLeafType | undefined;
  readonly listDepth: number;
  readonly isProperty: boolean;
  /** Its values are given as they are, without a handle: see `bareTypes`. */
  bare: boolean;
  /** It has been seen to answer later: others had better not wait before it is called. */
  deferred: boolean;
  readonly carried: Carried | undefined;
}

export function bindField(
  { schema }: LocalSubgraph,
  subgraph: number,
  typeName: string,
  fieldName: string,
  provides: SelectionSetNode | undefined,
): Binding | undefined {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) return undefined;
  const named = getNamedType(field.type);
  const returns = isCompositeType(named) ? named : undefined;
  return {
    subgraph,
    definition: field,
    resolve: field.resolve ?? propertyResolver(fieldName),
    returns,
    objectName: isObjectType(named) ? named.name : undefined,
    leaf: isLeafType(named) ? named : undefined,
    listDepth: listDepth(field.type),
    isProperty: field.resolve === undefined,
    bare: false,
    deferred: false,
    carried: provides && returns ? carriedBy(schema, [[returns, provides]]) : undefined,
  };
}

/** A source is a Handle's value, so info.fieldName may be trusted only for methods. */
function propertyResolver(fieldName: string): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, context, info) => {
    const value = (source as Record<string, unknown> | null)?.[fieldName];
    return typeof value === 'function' ? defaultFieldResolver(source, args, context, info) : value;
  };
}

export function carriedBy(
  schema: GraphQLSchema,
  selections: readonly (readonly [GraphQLCompositeType, SelectionSetNode])[],
): Carried {
  const below = new Map<string, Map<string, [GraphQLCompositeType, SelectionSetNode][]>>();
  for (const [type, selectionSet] of selections) collect(schema, type, selectionSet, below);
  return new Map(
    [...below].map(([typeName, fields]) => [
      typeName,
      new Map([...fields].map(([fieldName, children]) => [fieldName, carriedBy(schema, children)])),
    ]),
  );
}

function collect(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  { selections }: SelectionSetNode,
  into: Map<string, Map<string, [GraphQLCompositeType, SelectionSetNode][]>>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type;
      if (isCompositeType(narrowed)) collect(schema, narrowed, selection.selectionSet, into);
    } else if (selection.kind === Kind.FIELD) {
      for (const object of isAbstractType(type) ? schema.getPossibleTypes(type) : [type]) {
        const fields = into.get(object.name) ?? new Map<string, [GraphQLCompositeType, SelectionSetNode][]>();
        const children = fields.get(selection.name.value) ?? [];
        const field = isObjectType(object) ? object.getFields()[selection.name.value] : undefined;
        const child = field && getNamedType(field.type);
        if (selection.selectionSet && isCompositeType(child)) children.push([child, selection.selectionSet]);
        into.set(object.name, fields.set(selection.name.value, children));
      }
    }
  }
}

function listDepth(type: GraphQLOutputType): number {
  if (isNonNullType(type)) return listDepth(type.ofType);
  return isListType(type) ? 1 + listDepth(type.ofType) : 0;
}
