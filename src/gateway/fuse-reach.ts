import { type GraphQLCompositeType, type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import type { Binding } from './fuse-binding';
import type { Fusion } from './fuse-entity';
import { FuseError, rootStrategy, type Strategy } from './fuse-plan';

/** Walks every (subgraph, type) pair that a query can meet and refuses a field that nothing resolves from there. */
export function assertReachable({ subgraphs, plan }: Fusion, api: GraphQLSchema): void {
  const seen = new Set<string>();
  const pending: [number, string][] = [];
  const meet = (binding: Binding | undefined): void => {
    for (const typeName of binding?.returns
      ? possibleNames(subgraphs[binding.subgraph]?.schema, binding.returns)
      : []) {
      const pair = `${String(binding?.subgraph)} ${typeName}`;
      if (binding && !seen.has(pair)) pending.push([binding.subgraph, typeName]);
      seen.add(pair);
    }
  };
  const follow = (strategy: Strategy | undefined): void => {
    for (const binding of [strategy?.direct, strategy?.carried, strategy?.crossing?.binding]) meet(binding);
  };
  for (const root of [api.getQueryType(), api.getMutationType(), api.getSubscriptionType()]) {
    for (const field of Object.keys(root?.getFields() ?? {})) {
      follow(rootStrategy(plan.get(root?.name ?? '')?.get(field) ?? []));
    }
  }
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [origin, typeName] = next;
    const type = api.getType(typeName);
    for (const field of isObjectType(type) ? Object.keys(type.getFields()) : []) {
      const strategy = plan.get(typeName)?.get(field)?.[origin];
      if (!strategy) {
        const from = subgraphs[origin]?.name ?? '?';
        throw new FuseError(
          `Field ${typeName}.${field} has no key to be reached by from subgraph "${from}", so it cannot be fused.`,
        );
      }
      follow(strategy);
    }
  }
}

function possibleNames(schema: GraphQLSchema | undefined, type: GraphQLCompositeType): readonly string[] {
  return isAbstractType(type) ? (schema?.getPossibleTypes(type) ?? []).map(({ name }) => name) : [type.name];
}
