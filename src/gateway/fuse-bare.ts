import { type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import type { Binding, Carried } from './fuse-binding';
import type { Fusion } from './fuse-handle';
import type { FieldPlan, Strategy } from './fuse-plan';

/**
 * Object types whose values need not remember their subgraph: nothing is asked of another one from there, and either
 * one subgraph alone makes them or all of them read the same properties. Their fields cost what they cost unfederated.
 */
export function bareTypes({ plan, subgraphs }: Fusion, api: GraphQLSchema): ReadonlySet<string> {
  const roots = [api.getQueryType(), api.getMutationType(), api.getSubscriptionType()].map((type) => type?.name);
  const abstract = Object.values(api.getTypeMap()).filter((type) => isAbstractType(type));
  const members = abstract.flatMap((type) => api.getPossibleTypes(type).map(({ name }) => name));
  const carried = new Set<string>();
  for (const binding of bindingsOf(plan.values())) note(binding.carried, carried);
  const excluded = new Set([...roots, ...members, ...carried]);
  const makers = (type: string) => subgraphs.filter(({ schema }) => isObjectType(schema.getType(type))).length;

  const bare = new Set<string>();
  for (const [type, fields] of plan)
    if (!excluded.has(type) && [...fields.values()].every(direct) && isObjectType(api.getType(type))) bare.add(type);
  // What several make leads nowhere that depends on who made it.
  const leadsAway = (type: string) =>
    makers(type) > 1 &&
    [...bindingsOf([plan.get(type) ?? new Map()])].some(
      ({ isProperty, returns }) => !isProperty || (returns !== undefined && !bare.has(returns.name)),
    );
  for (let before = -1; before !== bare.size;) {
    before = bare.size;
    for (const type of bare) if (leadsAway(type)) bare.delete(type);
  }
  for (const binding of bindingsOf(plan.values())) binding.bare = bare.has(binding.objectName ?? '');
  return bare;
}

function direct(strategies: FieldPlan): boolean {
  return strategies.every((strategy) => strategy === undefined || strategy.direct !== undefined);
}

function* bindingsOf(types: Iterable<ReadonlyMap<string, FieldPlan>>): Iterable<Binding> {
  for (const fields of types)
    for (const strategies of fields.values())
      for (const strategy of strategies) if (strategy) yield* ofStrategy(strategy);
}

function ofStrategy({ held, direct, carried, crossing }: Strategy): readonly Binding[] {
  return [held, direct, carried, crossing?.binding].filter((binding) => binding !== undefined);
}

function note(carried: Carried | undefined, into: Set<string>): void {
  for (const [type, fields] of carried ?? []) {
    into.add(type);
    for (const below of fields.values()) note(below, into);
  }
}
