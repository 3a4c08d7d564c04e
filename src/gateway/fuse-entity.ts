import {
  defaultTypeResolver,
  getArgumentValues,
  type GraphQLCompositeType,
  type GraphQLResolveInfo,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Binding, Carried } from './fuse-binding';
import { loadEntity } from './fuse-loader';
import type { Crossing, FieldPlan, FusePlan } from './fuse-plan';
import { all, isPromise, type MaybePromise, then } from './maybe-promise';
import type { LocalSubgraph, Representation } from './subgraph';

/** A source value that remembers its subgraph; crossings from it are made once. */
export class Handle {
  crossings: Map<string, MaybePromise<Handle | null>> | undefined = undefined;
  constructor(
    readonly origin: number,
    readonly value: unknown,
    readonly declared: GraphQLCompositeType,
    readonly carried: Carried | undefined,
  ) {}
}

export interface Fusion {
  readonly subgraphs: readonly LocalSubgraph[];
  readonly plan: FusePlan;
}

type Arguments = Record<string, unknown>;

export function resolveField(
  fusion: Fusion,
  typeName: string,
  fieldName: string,
  strategies: FieldPlan,
  handle: Handle,
  args: Arguments,
  context: unknown,
  info: GraphQLResolveInfo,
): unknown {
  const strategy = strategies[handle.origin];
  const provided = handle.carried?.get(typeName)?.get(fieldName);
  const own = strategy?.direct ?? (provided ? strategy?.carried : undefined);
  if (own) return runBinding(own, handle, provided, args, context, info);
  const crossing = strategy?.crossing;
  if (!crossing) {
    throw new Error(
      `Field ${typeName}.${fieldName} cannot be reached from subgraph "${nameOf(fusion, handle.origin)}".`,
    );
  }
  return then(cross(fusion, handle, crossing, context, info), (entity) =>
    entity === null ? null : runBinding(crossing.binding, entity, undefined, args, context, info),
  );
}

export function runBinding(
  binding: Binding,
  { value }: Pick<Handle, 'value'>,
  provided: Carried | undefined,
  args: Arguments,
  context: unknown,
  info: GraphQLResolveInfo,
): unknown {
  const result = binding.resolve(value, args, context, info);
  if (!binding.returns || result === null || result === undefined) return result;
  const carried = provided && provided.size > 0 ? provided : binding.carried;
  return handled(result, binding, binding.returns, binding.listDepth, carried);
}

function handled(
  result: unknown,
  binding: Binding,
  declared: GraphQLCompositeType,
  depth: number,
  carried: Carried | undefined,
): unknown {
  if (result === null || result === undefined || result instanceof Error) return result;
  if (isPromise(result)) return result.then((settled) => handled(settled, binding, declared, depth, carried));
  if (depth === 0) return new Handle(binding.subgraph, result, declared, carried);
  if (typeof result !== 'object' || !(Symbol.iterator in result)) return result;
  return Array.from(result as Iterable<unknown>, (item) => handled(item, binding, declared, depth - 1, carried));
}

function cross(
  fusion: Fusion,
  handle: Handle,
  crossing: Crossing,
  context: unknown,
  info: GraphQLResolveInfo,
): MaybePromise<Handle | null> {
  const crossings = (handle.crossings ??= new Map<string, MaybePromise<Handle | null>>());
  const known = crossings.get(crossing.id);
  if (known !== undefined) return known;
  const arrived = then(representationOf(fusion, handle, crossing, 0, context, info), (representation) =>
    representation === null ? null : arrive(fusion, crossing, representation, context, info),
  );
  crossings.set(crossing.id, arrived);
  return arrived;
}

function arrive(
  { subgraphs }: Fusion,
  { target, typeName }: Crossing,
  representation: Representation,
  context: unknown,
  info: GraphQLResolveInfo,
): MaybePromise<Handle | null> {
  const subgraph = subgraphs[target];
  const type = subgraph?.schema.getType(typeName);
  if (!subgraph || !isObjectType(type))
    throw new Error(`Type ${typeName} is unknown to the subgraph that resolves it.`);
  const value = loadEntity(subgraph, typeName, representation, context, info);
  return then(value, (entity) =>
    entity === null || entity === undefined ? null : new Handle(target, entity, type, undefined),
  );
}

/** The first key that the value has in full; null when it has none. */
function representationOf(
  fusion: Fusion,
  handle: Handle,
  crossing: Crossing,
  attempt: number,
  context: unknown,
  info: GraphQLResolveInfo,
): MaybePromise<Representation | null> {
  const key = crossing.keys[attempt];
  if (!key) return null;
  const { typeName, requires } = crossing;
  return then(gather(fusion, handle, typeName, key, true, context, info), (keyFields) => {
    if (keyFields === null) return representationOf(fusion, handle, crossing, attempt + 1, context, info);
    if (!requires) return { __typename: typeName, ...keyFields };
    return then(gather(fusion, handle, typeName, requires, false, context, info), (required) => ({
      __typename: typeName,
      ...keyFields,
      ...required,
    }));
  });
}

/** Reads a field set as JSON. With `complete`, one missing value makes the whole null. */
function gather(
  fusion: Fusion,
  handle: Handle,
  typeName: string,
  { selections }: SelectionSetNode,
  complete: boolean,
  context: unknown,
  info: GraphQLResolveInfo,
): MaybePromise<Record<string, unknown> | null> {
  const names: string[] = [];
  const values: unknown[] = [];
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      if (name === '__typename') continue;
      names.push(name);
      const strategies = fusion.plan.get(typeName)?.get(name) ?? [];
      const strategy = strategies[handle.origin];
      const held = complete ? strategy?.held : undefined;
      const binding = held ?? strategy?.direct ?? strategy?.crossing?.binding ?? strategy?.carried;
      if (!binding)
        throw new Error(`Field ${typeName}.${name} is needed by a key or @requires but nobody resolves it.`);
      const args = selection.arguments?.length ? getArgumentValues(binding.definition, selection) : {};
      const inner = { ...info, fieldName: name, fieldNodes: [selection], returnType: binding.definition.type };
      const result = held
        ? runBinding(held, handle, handle.carried?.get(typeName)?.get(name), args, context, inner)
        : resolveField(fusion, typeName, name, strategies, handle, args, context, inner);
      values.push(plain(fusion, result, binding, selection.selectionSet, complete, context, info));
    } else if (
      selection.kind === Kind.INLINE_FRAGMENT &&
      covers(fusion, handle, selection.typeCondition?.name.value, typeName)
    ) {
      names.push('');
      values.push(gather(fusion, handle, typeName, selection.selectionSet, complete, context, info));
    }
  }
  return then(all(values), (settled) => {
    const gathered: Record<string, unknown> = {};
    for (const [index, value] of settled.entries()) {
      if (complete && (value === null || value === undefined)) return null;
      const name = names[index];
      if (name) gathered[name] = value ?? null;
      else Object.assign(gathered, value);
    }
    return gathered;
  });
}

function plain(
  fusion: Fusion,
  result: unknown,
  binding: Binding,
  selectionSet: SelectionSetNode | undefined,
  complete: boolean,
  context: unknown,
  info: GraphQLResolveInfo,
): MaybePromise<unknown> {
  const next = (value: unknown): MaybePromise<unknown> =>
    plain(fusion, value, binding, selectionSet, complete, context, info);
  if (result === null || result === undefined) return null;
  if (result instanceof Error) throw result;
  if (isPromise(result)) return result.then(next);
  if (Array.isArray(result)) return all(result.map(next));
  if (!(result instanceof Handle)) return binding.leaf ? binding.leaf.serialize(result) : result;
  if (!selectionSet) return null;
  return then(typeNameOf(fusion, result, context, info), (typeName) => {
    if (typeName === undefined) return null;
    const gathered = gather(fusion, result, typeName, selectionSet, complete, context, info);
    if (!isAbstractType(result.declared)) return gathered;
    return then(gathered, (fields) => fields && { __typename: typeName, ...fields });
  });
}

function covers({ subgraphs }: Fusion, handle: Handle, condition: string | undefined, typeName: string): boolean {
  if (condition === undefined || condition === typeName) return true;
  const schema = subgraphs[handle.origin]?.schema;
  const [abstract, object] = [schema?.getType(condition), schema?.getType(typeName)];
  return isAbstractType(abstract) && isObjectType(object) && schema?.isSubType(abstract, object) === true;
}

export function typeNameOf(
  { subgraphs }: Fusion,
  { declared, origin, value }: Handle,
  context: unknown,
  info: GraphQLResolveInfo,
): MaybePromise<string | undefined> {
  if (!isAbstractType(declared)) return declared.name;
  const schema = subgraphs[origin]?.schema ?? info.schema;
  const resolveType = declared.resolveType ?? defaultTypeResolver;
  return then(resolveType(value, context, { ...info, schema }, declared), (type: unknown) =>
    isObjectType(type) ? type.name : (type as string | undefined),
  );
}

function nameOf({ subgraphs }: Fusion, origin: number): string {
  return subgraphs[origin]?.name ?? '?';
}
