import {
  type FieldNode,
  getArgumentValues,
  type GraphQLResolveInfo,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Binding } from './fuse-binding';
import { type Fusion, Handle, runBinding, typeNameOf } from './fuse-handle';
import type { Crossing } from './fuse-plan';
import type { FlatKey } from './fuse-routes';
import { all, isPromise, type MaybePromise, then } from './maybe-promise';
import type { Representation } from './subgraph';

/** The first key that the value has in full; null when it has none. */
export function representationOf(
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
      const inner = infoOf(info, binding, selection);
      const result = held
        ? runBinding(held, handle.value, handle.carried?.get(typeName)?.get(name), args, context, inner)
        : fusion.resolveField(fusion, typeName, name, strategies, handle, args, context, inner);
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
  if (binding.bare && !(result instanceof Handle)) {
    const { subgraph, returns, objectName } = binding;
    return returns ? next(new Handle(subgraph, result, returns, objectName, undefined)) : null;
  }
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

function infoOf(info: GraphQLResolveInfo, { definition }: Binding, node: FieldNode): GraphQLResolveInfo {
  return { ...info, fieldName: definition.name, fieldNodes: [node], returnType: definition.type };
}

export interface Known {
  readonly representation: Representation;
  /** The same for the same representation, and much cheaper than its JSON. */
  readonly identity: string;
}

/** The common key: a few scalars, there at once. Undefined when it takes more than that. */
export function readFlat(
  { value }: Handle,
  typeName: string,
  key: readonly FlatKey[],
  context: unknown,
  info: GraphQLResolveInfo,
): Known | undefined {
  const representation: Record<string, unknown> & { __typename: string } = { __typename: typeName };
  let identity = '';
  for (const { name, leaf, node, binding } of key) {
    const found = binding.isProperty
      ? (value as Record<string, unknown>)[name]
      : binding.resolve(value, {}, context, infoOf(info, binding, node));
    // The patient way asks again and tells of the failure: this promise is nobody's.
    if (isPromise(found)) void found.catch(() => undefined);
    if (typeof found !== 'string' && typeof found !== 'number') return undefined;
    const written: unknown = leaf.serialize(found);
    representation[name] = written;
    identity +=
      typeof written === 'string' ? `${name}"${written.length}:${written}` : `${name}=${JSON.stringify(written)}`;
  }
  return { representation, identity };
}
