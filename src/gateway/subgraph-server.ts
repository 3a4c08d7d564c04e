import {
  defaultTypeResolver,
  extendSchema,
  getNamedType,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isNullableType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';
import { HubError } from '../domain/errors';
import type { MaybePromise } from './maybe-promise';
import type { LocalSubgraph, ReferenceResolver, References, Representation } from './subgraph';

/** What another process may ask of `_entities` at once. */
export const REPRESENTATIONS_MAX = 1_000;

/** A subgraph served alone: its schema plus `_service` and `_entities`. */
export function subgraphSchema(subgraph: LocalSubgraph, max = REPRESENTATIONS_MAX): GraphQLSchema {
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
  if (fields['_entities']) fields['_entities'].resolve = entitiesResolver(subgraph, typeNames, max);
  const union = schema.getType('_Entity');
  if (isUnionType(union)) {
    union.resolveType = (value: object, context, info) => entityTypeName(value, typeNames.get(value), context, info);
  }
  return schema;
}

function entityTypes({ schema, sdl }: LocalSubgraph): readonly GraphQLObjectType[] {
  const keyed = keysOf(sdl);
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .filter((type) => [type, ...type.getInterfaces()].some(({ name }) => keyed.has(name)));
}

type Keys = ReadonlyMap<string, readonly SelectionSetNode[]>;

function keysOf(sdl: string): Keys {
  const keys = new Map<string, SelectionSetNode[]>();
  for (const node of parse(sdl, { noLocation: true }).definitions) {
    if (!('directives' in node) || !('name' in node)) continue;
    for (const directive of node.directives ?? []) {
      if (!/(^|__)key$/.test(directive.name.value)) continue;
      const fields = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
      const [key] = parse(`{ ${fields?.kind === Kind.STRING ? fields.value : ''} }`, { noLocation: true }).definitions;
      if (key?.kind !== Kind.OPERATION_DEFINITION) continue;
      keys.set(node.name.value, [...(keys.get(node.name.value) ?? []), key.selectionSet]);
    }
  }
  return keys;
}

/** What a representation lacks, told to its sender without repeating it. */
function faultOf(value: unknown, keys: Keys, schema: GraphQLSchema): string | undefined {
  if (!isRecord(value)) return 'un objet est attendu, avec __typename et les champs de la clé.';
  const { __typename: name } = value;
  if (typeof name !== 'string') return '__typename manque.';
  const type = schema.getType(name);
  const interfaces = isObjectType(type) ? type.getInterfaces() : [];
  const accepted = [{ name }, ...interfaces].flatMap((one) => keys.get(one.name) ?? []);
  if (accepted.length === 0) return `__typename ne nomme aucune entité de ce service (${[...keys.keys()].join(', ')}).`;
  if (accepted.some((key) => holds(value, key, type))) return undefined;
  const wanted = accepted.map((key) => `« ${print(key).replace(/\s+/g, ' ').slice(2, -2)} »`).join(' ou ');
  return `la clé de ${name} manque ou n'a pas le bon type (${wanted}).`;
}

function holds(value: unknown, key: SelectionSetNode, type: unknown): boolean {
  if (!isRecord(value)) return false;
  return key.selections.every((node) => {
    if (node.kind !== Kind.FIELD || node.name.value === '__typename') return true;
    const given = Object.hasOwn(value, node.name.value) ? value[node.name.value] : undefined;
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field || given === undefined || given === null) return given === null && isNullableType(field?.type);
    const named = getNamedType(field.type);
    return [given].flat().every((one) => {
      if (node.selectionSet) return holds(one, node.selectionSet, named);
      try {
        return !isLeafType(named) || named.parseValue(one) !== undefined;
      } catch {
        return false;
      }
    });
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entitiesResolver(
  { references, sdl }: LocalSubgraph,
  typeNames: WeakMap<object, string>,
  max: number,
): GraphQLFieldResolver<unknown, unknown> {
  const keys = keysOf(sdl);
  return async (_source, args: { representations: readonly Representation[] }, context, info) => {
    if (args.representations.length > max)
      throw new HubError('BAD_USER_INPUT', `representations : ${String(max)} éléments au plus.`);
    const entities = new Array<unknown>(args.representations.length);
    const indexesOf = new Map<string, number[]>();
    for (const [index, representation] of args.representations.entries()) {
      const fault = faultOf(representation, keys, info.schema);
      if (fault !== undefined) {
        entities[index] = new HubError('BAD_USER_INPUT', `representations[${String(index)}] : ${fault}`);
        continue;
      }
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
