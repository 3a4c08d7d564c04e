import { type GraphQLObjectType, isObjectType, type SelectionSetNode } from 'graphql';
import { type Binding, type Carried, carriedBy } from './fuse-binding';
import { type FlatKey, flatKey, type Owner, ownersOf, routesFrom } from './fuse-routes';
import type { LocalSubgraph } from './subgraph';
import type { JoinType, Supergraph } from './supergraph';

/** How a field resolves, given the subgraph that the parent value came from. */
export interface Strategy {
  /** What the origin's values always have, whichever way the field is then asked for. */
  readonly held: Binding | undefined;
  /** Reading it costs nothing worth doing meanwhile. */
  readonly immediate: boolean;
  /** The origin resolves it from its own value. */
  readonly direct: Binding | undefined;
  /** The origin resolves it where the path @provides it. */
  readonly carried: Binding | undefined;
  readonly crossing: Crossing | undefined;
}

/** Going to another subgraph (or back to the same one, with @requires) by a key. */
export interface Crossing {
  readonly target: number;
  readonly typeName: string;
  readonly type: GraphQLObjectType;
  readonly keys: readonly SelectionSetNode[];
  /** The first key, when it is scalars that the origin holds. */
  readonly flat: readonly FlatKey[] | undefined;
  readonly requires: SelectionSetNode | undefined;
  readonly binding: Binding;
  /** Crossings with the same id reach the same value: a parent crosses once for all the fields it needs. */
  readonly id: string;
  /** Among the crossings of its type. */
  readonly place: number;
}

/** Indexed by origin subgraph. */
export type FieldPlan = (Strategy | undefined)[];
export type TypePlan = ReadonlyMap<string, FieldPlan>;
export type FusePlan = ReadonlyMap<string, TypePlan>;

export class FuseError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'FuseError';
  }
}

export function planFusion(subgraphs: readonly LocalSubgraph[], supergraph: Supergraph): FusePlan {
  const plan = new Map<string, TypePlan>();
  for (const type of supergraph.types.values()) {
    assertFusable(type);
    if (subgraphs.some(({ schema }) => isObjectType(schema.getType(type.name)))) {
      plan.set(type.name, planType(subgraphs, type));
    }
  }
  return plan;
}

function assertFusable(type: JoinType): void {
  for (const [subgraph, member] of type.members) {
    if (member.isInterfaceObject) {
      throw new FuseError(`Type ${type.name} is an @interfaceObject in subgraph "${subgraph}", which cannot be fused.`);
    }
  }
  for (const [field, owners] of type.fields) {
    if (owners.size === 0)
      throw new FuseError(`Field ${type.name}.${field} comes from an @interfaceObject, which cannot be fused.`);
    for (const { unsupported } of owners.values()) {
      if (unsupported) {
        throw new FuseError(`Field ${type.name}.${field} uses ${unsupported}, which cannot be fused.`);
      }
    }
  }
}

function planType(subgraphs: readonly LocalSubgraph[], type: JoinType): TypePlan {
  const owners = ownersOf(subgraphs, type);
  const carried = subgraphs.map(({ name, schema }): Carried => {
    const object = schema.getType(type.name);
    const keys = type.members.get(name)?.carried ?? [];
    return isObjectType(object)
      ? carriedBy(
          schema,
          keys.map((key) => [object, key]),
        )
      : new Map();
  });
  const fields = new Map<string, (Strategy | undefined)[]>([...owners.keys()].map((field) => [field, []]));
  const places = new Map<string, number>();
  for (const [origin, { name }] of subgraphs.entries()) {
    if (!type.members.has(name)) continue;
    const keyFields = carried[origin]?.get(type.name);
    const routes = routesFrom(origin, subgraphs, type, owners, carried);
    for (const [field, strategies] of fields) {
      const flatten = (key: SelectionSetNode) => flatKey(key, (name) => plainBinding(owners.get(name)?.get(origin)));
      const crossing = crossingFor(origin, type.name, owners.get(field), routes, flatten, places);
      strategies[origin] = strategyFor(origin, owners.get(field), keyFields?.get(field), crossing);
    }
  }
  return fields;
}

function strategyFor(
  origin: number,
  owners: ReadonlyMap<number, Owner> | undefined,
  keyField: Carried | undefined,
  crossing: Crossing | undefined,
): Strategy | undefined {
  const own = owners?.get(origin);
  if (own && !own.external && !own.requires) {
    const immediate = keyField !== undefined || own.binding.isProperty;
    return { held: own.binding, immediate, direct: own.binding, carried: undefined, crossing };
  }
  if (own && keyField) {
    const held = { ...own.binding, carried: own.binding.carried ?? keyField };
    return { held, immediate: true, direct: held, carried: undefined, crossing };
  }
  const carried = own?.external ? own.binding : undefined;
  return carried || crossing ? { held: undefined, immediate: false, direct: undefined, carried, crossing } : undefined;
}

function plainBinding(owner: Owner | undefined): Binding | undefined {
  return owner && !owner.requires ? owner.binding : undefined;
}

function crossingFor(
  origin: number,
  typeName: string,
  owners: ReadonlyMap<number, Owner> | undefined,
  routes: ReadonlyMap<number, readonly SelectionSetNode[]>,
  flatten: (key: SelectionSetNode) => readonly FlatKey[] | undefined,
  places: Map<string, number>,
): Crossing | undefined {
  for (const [target, keys] of routes) {
    const owner = owners?.get(target);
    if (!owner || owner.external || keys.length === 0 || (target === origin && !owner.requires)) continue;
    const { binding, requires } = owner;
    const id = `${target} ${requires ? JSON.stringify(requires) : ''}`;
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    const flat = requires || !keys[0] ? undefined : flatten(keys[0]);
    return { target, typeName, type: owner.type, keys, flat, requires, binding, id, place };
  }
  return undefined;
}

export function rootStrategy(strategies: FieldPlan): Strategy | undefined {
  const owners = strategies.filter((strategy) => strategy?.direct !== undefined);
  return owners.length < 2 ? owners[0] : [...owners].sort((one, other) => breadth(other) - breadth(one))[0];
}

/** Of several subgraphs sharing a root field, the one whose type has most fields. */
function breadth(strategy: Strategy | undefined): number {
  const returns = strategy?.direct?.returns;
  return returns && 'getFields' in returns ? Object.keys(returns.getFields()).length : 0;
}
