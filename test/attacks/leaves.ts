import {
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** A place of an operation where a caller may write what he likes. */
export interface Leaf {
  readonly kind: 'query' | 'mutation';
  readonly field: GraphQLField<unknown, unknown>;
  /** From the argument: `['input', 'enfantId']`; a list counts by its first element. */
  readonly path: readonly string[];
  readonly type: string;
  readonly isList: boolean;
}

/** Every scalar that the arguments of every operation hold, however deep. */
export function leavesOf(schema: GraphQLSchema): readonly Leaf[] {
  return (['query', 'mutation'] as const).flatMap((kind) => {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    return Object.values(root?.getFields() ?? {}).flatMap((field) =>
      field.args.flatMap(({ name, type }) =>
        scalarsOf(type, [name], new Set()).map((leaf) => ({ kind, field, ...leaf })),
      ),
    );
  });
}

function scalarsOf(
  type: GraphQLInputType,
  path: readonly string[],
  within: ReadonlySet<string>,
): Pick<Leaf, 'path' | 'type' | 'isList'>[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [{ path, type: named.name, isList: isList(type) }];
  if (within.has(named.name)) return [];
  const inside = new Set([...within, named.name]);
  return Object.values(named.getFields()).flatMap(({ name, type: of }) => scalarsOf(of, [...path, name], inside));
}

function isList(type: GraphQLInputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** The same variables with that value at that place; what leads there is made when it is absent. */
export function withLeaf(variables: object, { path, isList: many }: Leaf, value: unknown): object {
  const copy = JSON.parse(JSON.stringify(variables)) as Record<string, unknown>;
  let at: Record<string, unknown> = copy;
  for (const name of path.slice(0, -1)) {
    const next = at[name];
    const holder = Array.isArray(next) ? (next[0] as unknown) : next;
    if (typeof holder !== 'object' || holder === null) at[name] = {};
    at = (typeof holder === 'object' && holder !== null ? holder : at[name]) as Record<string, unknown>;
  }
  at[path.at(-1) ?? ''] = many ? [value] : value;
  return copy;
}
