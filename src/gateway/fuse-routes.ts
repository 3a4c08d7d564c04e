import {
  type FieldNode,
  type GraphQLLeafType,
  type GraphQLObjectType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type Binding, bindField, type Carried } from './fuse-binding';
import type { LocalSubgraph } from './subgraph';
import type { JoinType } from './supergraph';

export interface FlatKey {
  readonly name: string;
  readonly leaf: GraphQLLeafType;
  readonly node: FieldNode;
  readonly binding: Binding;
}

export interface Owner {
  readonly binding: Binding;
  readonly type: GraphQLObjectType;
  readonly external: boolean;
  readonly requires: SelectionSetNode | undefined;
}

export type Owners = ReadonlyMap<string, ReadonlyMap<number, Owner>>;

export function ownersOf(subgraphs: readonly LocalSubgraph[], type: JoinType): Owners {
  const owners = new Map<string, Map<number, Owner>>();
  for (const [fieldName, joins] of type.fields) {
    const bound = new Map<number, Owner>();
    for (const [index, subgraph] of subgraphs.entries()) {
      const join = joins.get(subgraph.name);
      const binding = join && bindField(subgraph, index, type.name, fieldName, join.provides);
      const object = subgraph.schema.getType(type.name);
      if (join && binding && isObjectType(object))
        bound.set(index, { binding, type: object, external: join.external, requires: join.requires });
    }
    owners.set(fieldName, bound);
  }
  return owners;
}

/** Reachable subgraphs, nearest first, with the keys that lead there. */
export function routesFrom(
  origin: number,
  subgraphs: readonly LocalSubgraph[],
  type: JoinType,
  owners: Owners,
  carried: readonly Carried[],
): ReadonlyMap<number, readonly SelectionSetNode[]> {
  const holds = (subgraph: number, field: string): boolean => {
    const owner = owners.get(field)?.get(subgraph);
    if (!owner) return false;
    return (!owner.external && !owner.requires) || carried[subgraph]?.get(type.name)?.has(field) === true;
  };
  const viable = (reached: readonly number[], target: number): readonly SelectionSetNode[] =>
    (type.members.get(subgraphs[target]?.name ?? '')?.keys ?? []).filter((key) =>
      fieldNames(key).every((field) => reached.some((subgraph) => holds(subgraph, field))),
    );
  const routes = new Map([[origin, viable([origin], origin)]]);
  for (let reached: number[] = [], before = -1; reached.length !== before;) {
    before = reached.length;
    reached = [...routes.keys()];
    for (const target of subgraphs.keys()) {
      const keys = routes.has(target) ? [] : viable(reached, target);
      if (keys.length > 0) routes.set(target, keys);
    }
  }
  return routes;
}

export function flatKey(
  { selections }: SelectionSetNode,
  bindingOf: (field: string) => Binding | undefined,
): readonly FlatKey[] | undefined {
  const flat = selections.flatMap((selection): FlatKey[] => {
    if (selection.kind !== Kind.FIELD) return [];
    const binding = bindingOf(selection.name.value);
    if (!binding?.leaf || selection.arguments?.length) return [];
    return [{ name: selection.name.value, leaf: binding.leaf, node: selection, binding }];
  });
  return flat.length === selections.length ? flat : undefined;
}

function fieldNames({ selections }: SelectionSetNode): readonly string[] {
  return selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
}
