import {
  defaultTypeResolver,
  extendSchema,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  isUnionType,
  parse,
} from 'graphql';
import type { MaybePromise } from './maybe-promise';
import type { LocalSubgraph, ReferenceResolver, References, Representation } from './subgraph';

/** A subgraph served alone: its schema plus `_service` and `_entities`. */
export function subgraphSchema(subgraph: LocalSubgraph): GraphQLSchema {
  const entities = entityTypes(subgraph);
  const query = subgraph.schema.getQueryType();
  const machinery = [
    'scalar _Any',
    'type _Service { sdl: String! }',
    entities.length > 0 ? `union _Entity = ${entities.map(({ name }) => name).join(' | ')}` : '',
    `${query ? `extend type ${query.name}` : 'type Query'} { _service: _Service! ${
      entities.length > 0 ? '_entities(representations: [_Any!]!): [_Entity]!' : ''
    } }`,
    query ? '' : 'extend schema { query: Query }',
  ];
  const schema = extendSchema(subgraph.schema, parse(machinery.join('\n')), {
    assumeValid: true,
    assumeValidSDL: true,
  });
  const fields = schema.getQueryType()?.getFields() ?? {};
  const typeNames = new WeakMap<object, string>();
  if (fields['_service']) fields['_service'].resolve = () => ({ sdl: subgraph.sdl });
  if (fields['_entities']) fields['_entities'].resolve = entitiesResolver(subgraph, typeNames);
  const union = schema.getType('_Entity');
  if (isUnionType(union)) {
    union.resolveType = (value: object, context, info) => entityTypeName(value, typeNames.get(value), context, info);
  }
  return schema;
}

function entityTypes({ schema, sdl }: LocalSubgraph): readonly GraphQLObjectType[] {
  const keyed = new Set(typesWithKey(sdl));
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .filter((type) => [type, ...type.getInterfaces()].some(({ name }) => keyed.has(name)));
}

function typesWithKey(sdl: string): readonly string[] {
  return parse(sdl, { noLocation: true }).definitions.flatMap((node) =>
    'directives' in node && 'name' in node && node.directives.some(({ name }) => /(^|__)key$/.test(name.value))
      ? [node.name.value]
      : [],
  );
}

function entitiesResolver(
  { references }: LocalSubgraph,
  typeNames: WeakMap<object, string>,
): GraphQLFieldResolver<unknown, unknown> {
  return async (_source, args: { representations: readonly Representation[] }, context, info) => {
    const entities = new Array<unknown>(args.representations.length);
    const indexesOf = new Map<string, number[]>();
    for (const [index, representation] of args.representations.entries()) {
      const typeName = await referenceName(references, representation, context, info);
      const indexes = indexesOf.get(typeName);
      if (indexes) indexes.push(index);
      else indexesOf.set(typeName, [index]);
    }
    const resolve = async (typeName: string, indexes: readonly number[]): Promise<void> => {
      const wanted = indexes.map((index) => args.representations[index] as Representation);
      const found = await attempt(references[typeName] ?? identity, wanted, context);
      for (const [position, index] of indexes.entries()) {
        const entity: unknown = found instanceof Error ? found : found[position];
        if (typeof entity === 'object' && entity !== null) typeNames.set(entity, typeName);
        entities[index] = entity ?? null;
      }
    };
    await Promise.all([...indexesOf].map(([typeName, indexes]) => resolve(typeName, indexes)));
    return entities;
  };
}

/** Nothing finds entities by this interface: its objects are found each by their own type. */
async function referenceName(
  references: References,
  representation: Representation,
  context: unknown,
  info: GraphQLResolveInfo,
): Promise<string> {
  const { __typename: typeName } = representation;
  if (references[typeName] || !isAbstractType(info.schema.getType(typeName))) return typeName;
  return (await entityTypeName(representation, typeName, context, info)) ?? typeName;
}

const identity: ReferenceResolver = (representations) => representations;

/** A type that fails must not take the other types of the batch with it. */
async function attempt(
  references: ReferenceResolver,
  representations: readonly Representation[],
  context: unknown,
): Promise<readonly unknown[] | Error> {
  try {
    return await references(representations, context);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A representation may name an interface: its own resolveType then says which object it is. */
function entityTypeName(
  value: object,
  typeName: string | undefined,
  context: unknown,
  info: GraphQLResolveInfo,
): MaybePromise<string | undefined> {
  const type = info.schema.getType(typeName ?? '');
  if (isObjectType(type)) return type.name;
  if (!isAbstractType(type)) throw new GraphQLError(`Type "${typeName ?? '?'}" is not an entity of this subgraph.`);
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return resolveType(value, context, info, type);
}
