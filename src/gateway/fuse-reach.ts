import { type GraphQLCompositeType, type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import type { Binding, Carried } from './fuse-binding';
import type { Fusion } from './fuse-handle';
import { FuseError, rootStrategy, type Strategy } from './fuse-plan';

/**
 * Walks every place that a query can get to. Where the origin's own value of a field leads to a part that nothing
 * resolves from there, the field is taken from another subgraph; failing that the schema cannot be fused.
 */
export function settleStrategies({ subgraphs, plan }: Fusion, api: GraphQLSchema): void {
  const seen = new Map<Carried | undefined, Set<string>>();

  const problemBelow = (binding: Binding, carried: Carried | undefined): string | undefined => {
    const below = carried && carried.size > 0 ? carried : binding.carried;
    for (const typeName of possibleNames(subgraphs[binding.subgraph]?.schema, binding.returns)) {
      const problem = problemOf(binding.subgraph, typeName, below);
      if (problem) return problem;
    }
    return undefined;
  };

  const problemOf = (origin: number, typeName: string, carried: Carried | undefined): string | undefined => {
    const visited = seen.get(carried) ?? new Set();
    seen.set(carried, visited);
    if (visited.has(`${origin} ${typeName}`)) return undefined;
    visited.add(`${origin} ${typeName}`);
    const type = api.getType(typeName);
    for (const field of isObjectType(type) ? Object.keys(type.getFields()) : []) {
      const strategies = plan.get(typeName)?.get(field);
      const settled = settle(strategies?.[origin], carried?.get(typeName)?.get(field), `${typeName}.${field}`, origin);
      if (typeof settled === 'string') return settled;
      if (strategies) strategies[origin] = settled;
    }
    return undefined;
  };

  const settle = (
    strategy: Strategy | undefined,
    provided: Carried | undefined,
    field: string,
    origin: number,
  ): Strategy | string => {
    const own = strategy?.direct ?? (provided && strategy?.carried);
    const problem = own && problemBelow(own, provided);
    if (strategy && own && !problem) return strategy;
    if (!strategy?.crossing) {
      const from = subgraphs[origin]?.name ?? '?';
      return problem ?? `Field ${field} has no key to be reached by from subgraph "${from}", so it cannot be fused.`;
    }
    const beyond = problemBelow(strategy.crossing.binding, undefined);
    if (beyond) return beyond;
    return problem ? { ...strategy, direct: undefined, carried: undefined } : strategy;
  };

  for (const root of [api.getQueryType(), api.getMutationType(), api.getSubscriptionType()]) {
    for (const field of Object.keys(root?.getFields() ?? {})) {
      const binding = rootStrategy(plan.get(root?.name ?? '')?.get(field) ?? [])?.direct;
      const problem = binding && problemBelow(binding, undefined);
      if (problem) throw new FuseError(problem);
    }
  }
}

function possibleNames(schema: GraphQLSchema | undefined, type: GraphQLCompositeType | undefined): readonly string[] {
  if (!type) return [];
  return isAbstractType(type) ? (schema?.getPossibleTypes(type) ?? []).map(({ name }) => name) : [type.name];
}
