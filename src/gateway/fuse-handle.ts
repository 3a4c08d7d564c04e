import {
  defaultTypeResolver,
  type GraphQLCompositeType,
  type GraphQLResolveInfo,
  isAbstractType,
  isObjectType,
} from 'graphql';
import type { Binding, Carried } from './fuse-binding';
import type { Slot } from './fuse-loader';
import type { FieldPlan, FusePlan } from './fuse-plan';
import { isPromise, type MaybePromise, then } from './maybe-promise';
import type { LocalSubgraph } from './subgraph';

export interface Fusion {
  readonly subgraphs: readonly LocalSubgraph[];
  readonly plan: FusePlan;
  /** How a field is resolved, crossings included: a representation may itself need one (@requires). */
  readonly resolveField: ResolveField;
}

export type ResolveField = (
  fusion: Fusion,
  typeName: string,
  fieldName: string,
  strategies: FieldPlan,
  handle: Handle,
  args: Record<string, unknown>,
  context: unknown,
  info: GraphQLResolveInfo,
  prefetch?: Prefetch,
) => unknown;

/** How far a crossing is: asked for, arrived (or there is nothing there), or failed. */
export type Arrival = Slot | Handle | Error | null | Promise<Slot | Handle | Error | null>;

/** A source value that remembers its subgraph; crossings from it are made once. */
export class Handle {
  /** By the place of each crossing. */
  crossings: (Arrival | undefined)[] | undefined = undefined;
  constructor(
    readonly origin: number,
    readonly value: unknown,
    readonly declared: GraphQLCompositeType,
    /** The declared type's name when it is an object type. */
    readonly objectName: string | undefined,
    readonly carried: Carried | undefined,
  ) {}
}

/** Starts what the fields below a handle need; `waits` receives what they had better wait for. */
export type Prefetch = (handle: Handle, waits: Set<Promise<unknown>>) => void;

export function runBinding(
  binding: Binding,
  value: unknown,
  provided: Carried | undefined,
  args: Record<string, unknown>,
  context: unknown,
  info: GraphQLResolveInfo,
  prefetch?: Prefetch,
): unknown {
  const result = binding.resolve(value, args, context, info);
  if (!binding.deferred && isPromise(result)) binding.deferred = true;
  if (!binding.returns || binding.bare || result === null || result === undefined) return result;
  const carried = provided && provided.size > 0 ? provided : binding.carried;
  return wrap(result, binding, binding.returns, carried, prefetch);
}

function wrap(
  result: unknown,
  binding: Binding,
  declared: GraphQLCompositeType,
  carried: Carried | undefined,
  prefetch: Prefetch | undefined,
): unknown {
  if (isPromise(result)) return result.then((settled) => wrap(settled, binding, declared, carried, prefetch));
  const { listDepth, objectName, subgraph } = binding;
  if (listDepth === 0) {
    if (result === null || result === undefined || result instanceof Error) return result;
    const made = new Handle(subgraph, result, declared, objectName, carried);
    return prefetch ? started(prefetch, [made], made) : made;
  }
  const made: Handle[] = [];
  const handle = (item: unknown, depth: number): unknown => {
    if (item === null || item === undefined || item instanceof Error) return item;
    if (isPromise(item))
      return item.then((settled) => wrap(settled, { ...binding, listDepth: depth }, declared, carried, prefetch));
    if (depth > 0) {
      // graphql-js says itself what is wrong with a list that is none.
      if (typeof item !== 'object' || !(Symbol.iterator in item)) return item;
      const items: readonly unknown[] = Array.isArray(item) ? item : [...(item as Iterable<unknown>)];
      return items.map((below) => handle(below, depth - 1));
    }
    const one = new Handle(subgraph, item, declared, objectName, carried);
    if (prefetch) made.push(one);
    return one;
  };
  const handled = handle(result, listDepth);
  return prefetch ? started(prefetch, made, handled) : handled;
}

/** What the handles need is shared by most of them: one promise per batch, and none where nothing is to be waited for. */
function started(prefetch: Prefetch, handles: readonly Handle[], value: unknown): unknown {
  const waits = new Set<Promise<unknown>>();
  for (const handle of handles) prefetch(handle, waits);
  if (waits.size === 0) return value;
  const [wait] = waits;
  return (waits.size === 1 && wait ? wait : Promise.all(waits)).then(() => value);
}

export function typeNameOf(
  { subgraphs }: Fusion,
  { declared, objectName, origin, value }: Handle,
  context: unknown,
  info: GraphQLResolveInfo,
): MaybePromise<string | undefined> {
  if (objectName !== undefined) return objectName;
  if (!isAbstractType(declared)) return undefined;
  const schema = subgraphs[origin]?.schema ?? info.schema;
  const resolveType = declared.resolveType ?? defaultTypeResolver;
  return then(resolveType(value, context, { ...info, schema }, declared), (type: unknown) =>
    isObjectType(type) ? type.name : (type as string | undefined),
  );
}
