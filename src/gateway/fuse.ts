import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  buildASTSchema,
  defaultFieldResolver,
  GraphQLEnumType,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  GraphQLInterfaceType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  GraphQLUnionType,
  isEnumType,
  isScalarType,
  parse,
  specifiedScalarTypes,
} from 'graphql';
import { composed } from './composed';
import { bareTypes } from './fuse-bare';
import type { Binding } from './fuse-binding';
import { resolveField } from './fuse-entity';
import { type Fusion, type Handle, type Prefetch, runBinding, typeNameOf } from './fuse-handle';
import { type FieldPlan, FuseError, planFusion, rootStrategy, type Strategy } from './fuse-plan';
import { prefetcher } from './fuse-prefetch';
import { settleStrategies } from './fuse-reach';
import { readSupergraph } from './supergraph';
import type { LocalSubgraph } from './subgraph';

type FieldConfig = GraphQLFieldConfig<unknown, unknown>;
type Resolve<Source = unknown> = GraphQLFieldResolver<Source, unknown, Record<string, unknown>>;

/** One executable schema out of subgraphs that live in this process. Throws a FuseError naming what cannot be fused. */
export function fuse(subgraphs: readonly LocalSubgraph[]): GraphQLSchema {
  const { supergraphSdl, apiSdl } = composed(subgraphs);
  const api = buildASTSchema(parse(apiSdl, { noLocation: true }), { assumeValidSDL: true });
  const plan = planFusion(subgraphs, readSupergraph(supergraphSdl));
  const fusion: Fusion = { subgraphs, plan, resolveField };
  const roots = new Set(
    [api.getQueryType(), api.getMutationType(), api.getSubscriptionType()].map((type) => type?.name),
  );
  settleStrategies(fusion, api);
  const bare = bareTypes(fusion, api);
  return mapSchema(api, {
    [MapperKind.SCALAR_TYPE]: (type) => fuseScalar(subgraphs, type),
    [MapperKind.ENUM_TYPE]: (type) => fuseEnum(subgraphs, type),
    [MapperKind.INTERFACE_TYPE]: (type) =>
      new GraphQLInterfaceType({ ...type.toConfig(), resolveType: resolveType(fusion) }),
    [MapperKind.UNION_TYPE]: (type) => new GraphQLUnionType({ ...type.toConfig(), resolveType: resolveType(fusion) }),
    [MapperKind.OBJECT_FIELD]: (config, fieldName, typeName) => {
      const strategies = fusion.plan.get(typeName)?.get(fieldName);
      if (!strategies) throw new FuseError(`Field ${typeName}.${fieldName} is resolved by no subgraph.`);
      if (roots.has(typeName)) return fuseRootField(fusion, config, rootStrategy(strategies));
      return bare.has(typeName)
        ? fuseBareField(fusion, config, strategies)
        : fuseField(fusion, config, typeName, fieldName, strategies);
    },
  });
}

function fuseRootField(fusion: Fusion, config: FieldConfig, strategy: Strategy | undefined): FieldConfig {
  const binding = strategy?.direct;
  if (!binding) return config;
  const prefetch = prefetcherBelow(fusion, [binding]);
  const resolve: Resolve = (source, args, context, info) =>
    runBinding(binding, source, undefined, args, context, info, prefetch?.(context, info));
  const { subscribe, extensions } = binding.definition;
  return { ...config, resolve, extensions, ...(subscribe ? { subscribe } : {}) };
}

/** The source is what its subgraph gave: whichever it was, the first binding does what the others do. */
function fuseBareField(fusion: Fusion, config: FieldConfig, strategies: FieldPlan): FieldConfig {
  const binding = strategies.find((strategy) => strategy?.direct)?.direct;
  if (!binding) return config;
  const { extensions, resolve: own } = binding.definition;
  if (!binding.returns || binding.bare) return { ...config, extensions, ...(own ? { resolve: own } : {}) };
  const prefetch = prefetcherBelow(fusion, [binding]);
  const resolve: Resolve = (source, args, context, info) =>
    runBinding(binding, source, undefined, args, context, info, prefetch?.(context, info));
  return { ...config, extensions, resolve };
}

function fuseField(
  fusion: Fusion,
  config: FieldConfig,
  typeName: string,
  fieldName: string,
  strategies: FieldPlan,
): FieldConfig {
  const bindings = strategies.flatMap((strategy) => (strategy ? bindingsOf(strategy) : []));
  const isLeafEverywhere = strategies.every((strategy) => !strategy || strategy.direct?.leaf);
  const prefetch = prefetcherBelow(fusion, bindings);
  const resolve: Resolve<Handle> = isLeafEverywhere
    ? strategies.every((strategy) => !strategy || strategy.direct?.isProperty)
      ? readProperty(fieldName)
      : (handle, args, context, info) => resolveLeaf(strategies[handle.origin]?.direct, handle, args, context, info)
    : (handle, args, context, info) =>
        resolveField(fusion, typeName, fieldName, strategies, handle, args, context, info, prefetch?.(context, info));
  const extensions = bindings[0]?.definition.extensions;
  return { ...config, resolve: resolve as Resolve, ...(extensions ? { extensions } : {}) };
}

/** Every subgraph that has the field reads it the same way. */
function readProperty(fieldName: string): Resolve<Handle> {
  return ({ value: source }, args, context, info) => {
    const value = (source as Record<string, unknown>)[fieldName];
    return typeof value === 'function' ? defaultFieldResolver(source, args, context, info) : value;
  };
}

function resolveLeaf(
  binding: Binding | undefined,
  { value }: Handle,
  args: Record<string, unknown>,
  context: unknown,
  info: GraphQLResolveInfo,
): unknown {
  return binding && runBinding(binding, value, undefined, args, context, info);
}

function bindingsOf({ direct, carried, crossing }: Strategy): readonly Binding[] {
  return [direct, carried, crossing?.binding].filter((binding) => binding !== undefined);
}

/** Undefined where nothing below can need another subgraph, so that it costs nothing there. */
function prefetcherBelow(
  fusion: Fusion,
  bindings: readonly Binding[],
): ((context: unknown, info: GraphQLResolveInfo) => Prefetch) | undefined {
  const crosses = bindings.some(({ returns, subgraph }) =>
    [...(fusion.plan.get(returns?.name ?? '')?.values() ?? [])].some(
      (strategies) => strategies[subgraph] && !strategies[subgraph].direct,
    ),
  );
  return crosses ? (context, info) => prefetcher(fusion, context, info) : undefined;
}

function resolveType(fusion: Fusion): NonNullable<GraphQLUnionType['resolveType']> {
  return (handle, context, info) => typeNameOf(fusion, handle as Handle, context, info);
}

function fuseScalar(subgraphs: readonly LocalSubgraph[], type: GraphQLScalarType): GraphQLScalarType | undefined {
  if (specifiedScalarTypes.some(({ name }) => name === type.name)) return undefined;
  const plain = new GraphQLScalarType({ name: type.name });
  const own = subgraphs
    .map(({ schema }) => schema.getType(type.name))
    .filter((candidate) => isScalarType(candidate))
    .filter(({ serialize, parseValue }) => serialize !== plain.serialize || parseValue !== plain.parseValue);
  const [first, ...others] = own;
  if (!first) return undefined;
  if (others.some(({ serialize, parseValue }) => serialize !== first.serialize || parseValue !== first.parseValue)) {
    throw new FuseError(`Scalar ${type.name} is implemented differently by several subgraphs, so it cannot be fused.`);
  }
  const { serialize, parseValue, parseLiteral, extensions } = first.toConfig();
  return new GraphQLScalarType({ ...type.toConfig(), serialize, parseValue, parseLiteral, extensions });
}

function fuseEnum(subgraphs: readonly LocalSubgraph[], type: GraphQLEnumType): GraphQLEnumType {
  const config = type.toConfig();
  const internal = new Map<string, unknown>();
  for (const { name: subgraph, schema } of subgraphs) {
    const candidate = schema.getType(type.name);
    for (const { name, value } of isEnumType(candidate) ? candidate.getValues() : []) {
      if (internal.has(name) && internal.get(name) !== value) {
        throw new FuseError(
          `Value ${type.name}.${name} means something else inside subgraph "${subgraph}" than in another, so it cannot be fused.`,
        );
      }
      internal.set(name, value);
    }
  }
  for (const [name, value] of Object.entries(config.values)) value.value = internal.get(name) ?? name;
  return new GraphQLEnumType(config);
}
