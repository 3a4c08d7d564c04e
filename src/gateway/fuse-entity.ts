import type { GraphQLResolveInfo } from 'graphql';
import { absent } from './absence';
import { readFlat, representationOf } from './fuse-representation';
import { type Arrival, type Fusion, Handle, type Prefetch, runBinding } from './fuse-handle';
import { asError, enqueue, type Slot } from './fuse-loader';
import type { Crossing, FieldPlan } from './fuse-plan';
import { isPromise, type MaybePromise, then } from './maybe-promise';
import type { Representation } from './subgraph';

export function resolveField(
  fusion: Fusion,
  typeName: string,
  fieldName: string,
  strategies: FieldPlan,
  handle: Handle,
  args: Record<string, unknown>,
  context: unknown,
  info: GraphQLResolveInfo,
  prefetch?: Prefetch,
): unknown {
  const strategy = strategies[handle.origin];
  const provided = handle.carried?.get(typeName)?.get(fieldName);
  const own = strategy?.direct ?? (provided ? strategy?.carried : undefined);
  if (own) return runBinding(own, handle.value, provided, args, context, info, prefetch);
  const crossing = strategy?.crossing;
  if (!crossing) {
    const origin = fusion.subgraphs[handle.origin]?.name ?? '?';
    throw new Error(`Field ${typeName}.${fieldName} cannot be reached from subgraph "${origin}".`);
  }
  const known = handle.crossings?.[crossing.place];
  const entity = known instanceof Handle ? known : cross(fusion, handle, crossing, context, info);
  return then(entity, (there) =>
    there ? runBinding(crossing.binding, there.value, undefined, args, context, info, prefetch) : absent(info),
  );
}

function cross(
  fusion: Fusion,
  handle: Handle,
  crossing: Crossing,
  context: unknown,
  info: GraphQLResolveInfo,
): MaybePromise<Handle | null> {
  const arrival = handle.crossings?.[crossing.place] ?? startCrossing(fusion, handle, crossing, context, info);
  return then(arrival, (arrived) => land(handle, crossing, arrived));
}

function land(handle: Handle, crossing: Crossing, arrived: Slot | Handle | Error | null): MaybePromise<Handle | null> {
  if (arrived === null || arrived instanceof Handle) return arrived;
  if (arrived instanceof Error) throw arrived;
  const { batch, index } = arrived;
  if (!batch.results) return batch.settled.then(() => land(handle, crossing, arrived));
  const entity = entityHandle(crossing, batch.results[index]);
  if (handle.crossings) handle.crossings[crossing.place] = entity;
  return land(handle, crossing, entity);
}

/** Never throws: what goes wrong is told by the fields that need the crossing. */
export function startCrossing(
  fusion: Fusion,
  handle: Handle,
  crossing: Crossing,
  context: unknown,
  info: GraphQLResolveInfo,
): Arrival {
  const crossings = (handle.crossings ??= []);
  const known = crossings[crossing.place];
  if (known !== undefined) return known;
  const arrival = depart(fusion, handle, crossing, context, info);
  crossings[crossing.place] = arrival;
  if (isPromise(arrival)) void arrival.then((arrived) => (crossings[crossing.place] = arrived));
  return arrival;
}

function depart(
  fusion: Fusion,
  handle: Handle,
  crossing: Crossing,
  context: unknown,
  info: GraphQLResolveInfo,
): Arrival {
  const subgraph = fusion.subgraphs[crossing.target];
  if (!subgraph) return null;
  const ask = (representation: Representation | null): Slot | Handle | Error | null => {
    if (representation === null) return null;
    // Like a subgraph without __resolveReference: the representation is the value.
    if (!subgraph.references[crossing.typeName]) return entityHandle(crossing, representation);
    return enqueue(subgraph, representation, JSON.stringify(representation), context, info);
  };
  try {
    const flat = crossing.flat && readFlat(handle, crossing.typeName, crossing.flat, context, info);
    if (flat && subgraph.references[crossing.typeName]) {
      return enqueue(subgraph, flat.representation, flat.identity, context, info);
    }
    const representation = representationOf(fusion, handle, crossing, 0, context, info);
    return isPromise(representation) ? representation.then(ask).catch(asError) : ask(representation);
  } catch (error) {
    return asError(error);
  }
}

function entityHandle({ target, type }: Crossing, entity: unknown): Handle | Error | null {
  if (entity === null || entity === undefined) return null;
  if (entity instanceof Error) return entity;
  return new Handle(target, entity, type, type.name, undefined);
}
