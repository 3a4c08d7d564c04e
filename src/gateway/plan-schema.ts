import { MapperKind, mapSchema } from '@graphql-tools/utils';
import type { FetchNode, PlanNode, QueryPlan, QueryPlanner } from './planner';
import {
  buildASTSchema,
  type DocumentNode,
  getNamedType,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isObjectType,
  isSpecifiedScalarType,
  responsePathAsArray,
  valueFromASTUntyped,
} from 'graphql';
import { panierDe, ValeurOccultee } from './occultations';
import { absent } from './absence';
import { cachedPlans } from './plan-cache';
import { absents, type Entity, failures, isEntity } from './plan-data';
import { type PlanRun, receiveRoot, runNode, unavailable } from './plan-run';
import { mapEvents, type SubgraphClient } from './subgraph-client';

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/**
 * The API schema, executable by planning: the first root field runs the plan of the whole operation, then graphql-js
 * reads the merged response like any source. Completion, null propagation and introspection are therefore its own.
 */
export function planSchema(
  api: DocumentNode,
  planner: QueryPlanner,
  clients: ReadonlyMap<string, SubgraphClient>,
  scalars: ReadonlyMap<string, GraphQLScalarType> = new Map(),
): GraphQLSchema {
  const schema = buildASTSchema(api, { assumeValidSDL: true });
  const planOf = cachedPlans(schema, planner);
  // Every execution has variable values of its own, even when requests share a context.
  const running = new WeakMap<object, Promise<Entity>>();
  const start = ({ variableValues: variables }: GraphQLResolveInfo, context: unknown): PlanRun => ({
    schema,
    clients,
    variables,
    context,
    data: {},
  });

  const resolveRoot: Resolver = async (_source, _args, context, info) => {
    let data = running.get(info.variableValues);
    if (!data) running.set(info.variableValues, (data = runPlan(planOf(info), start(info, context))));
    return readKey(await data, context, info);
  };
  const subscribe: Resolver = async (_source, _args, context, info) => {
    const { primary, rest } = subscriptionOf(planOf(info));
    const run = start(info, context);
    const events = await subscribeTo(primary, run);
    return mapEvents(events, async (event) => {
      const own = { ...run, data: {} };
      receiveRoot(primary, event, own);
      for (const node of rest) await runNode(node, own);
      return own.data;
    });
  };
  return mapSchema(schema, {
    [MapperKind.SCALAR_TYPE]: (type) => checked(type, scalars.get(type.name)),
    [MapperKind.QUERY_ROOT_FIELD]: (config) => ({ ...config, resolve: resolveRoot }),
    [MapperKind.MUTATION_ROOT_FIELD]: (config) => ({ ...config, resolve: resolveRoot }),
    [MapperKind.SUBSCRIPTION_ROOT_FIELD]: (config) => ({ ...config, resolve: readSource, subscribe }),
    [MapperKind.OBJECT_FIELD]: (config) => ({ ...config, resolve: readSource }),
  });
}

/** A value is refused here, in the words of its type, and goes to the subgraph as it came: it reads it itself. */
function checked(type: GraphQLScalarType, known: GraphQLScalarType | undefined): GraphQLScalarType {
  if (!known || isSpecifiedScalarType(type)) return type;
  return new GraphQLScalarType({
    ...type.toConfig(),
    parseValue: (value) => {
      known.parseValue(value);
      return value;
    },
    parseLiteral: (node, variables) => {
      known.parseLiteral(node, variables);
      return valueFromASTUntyped(node, variables);
    },
  });
}

async function runPlan({ node }: QueryPlan, run: PlanRun): Promise<Entity> {
  if (node) await runNode(node, run);
  return run.data;
}

function subscriptionOf({ node }: QueryPlan): { readonly primary: FetchNode; readonly rest: readonly PlanNode[] } {
  const [first, ...rest] = node?.kind === 'Sequence' ? node.nodes : node ? [node] : [];
  if (first?.kind !== 'Subscription') throw new GraphQLError('The plan of this subscription has none.');
  return { primary: first.primary, rest };
}

async function subscribeTo({ serviceName, operation }: FetchNode, { clients, variables, context }: PlanRun) {
  const client = clients.get(serviceName);
  const events = await client?.subscribe({ query: operation, variables, context }).catch(() => undefined);
  if (events && 'next' in events) return events;
  const { message, extensions } = events?.errors?.[0] ?? unavailable(serviceName);
  throw new GraphQLError(message, { extensions: extensions ?? null });
}

const readSource: Resolver = (source, _args, context, info) => readKey(source as Entity, context, info);

function readKey(source: Entity, context: unknown, info: GraphQLResolveInfo): unknown {
  const value = source[info.path.key];
  if (value instanceof ValeurOccultee) {
    panierDe(context, info.rootValue).noter({ path: responsePathAsArray(info.path), ...value.motif });
    return null;
  }
  if (value === undefined) {
    const failure = failures.get(source);
    if (failure) throw repeated(failure);
    if (absents.has(source)) return absent(info);
  }
  const type = getNamedType(info.returnType);
  if (isAbstractType(type)) {
    return shown(value, (item) => !isEntity(item) || isObjectType(info.schema.getType(String(item['__typename']))));
  }
  return isEnumType(type)
    ? shown(value, (item) => typeof item !== 'string' || type.getValue(item) !== undefined)
    : value;
}

/** Thrown at another place: graphql-js writes the path of an error into it. */
function repeated({ message, extensions, originalError }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { extensions, originalError: originalError ?? null });
}

/** A type or an enum value that the API hides reads as null: an error would name it. */
function shown(value: unknown, isKnown: (item: unknown) => boolean): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => shown(item, isKnown));
  return isKnown(value) ? value : null;
}
