import type { GraphQLResolveInfo } from 'graphql';
import type { LocalSubgraph, Representation } from './subgraph';

/** Entities asked together. One promise serves them all: a promise each is most of the cost of an in-process hop. */
export interface Batch {
  readonly representations: Representation[];
  readonly indexes: Map<string, number>;
  /** Filled when settled: what was found, null, or the Error of that entity alone. */
  results: readonly unknown[] | undefined;
  readonly settled: Promise<void>;
}

export interface Slot {
  readonly batch: Batch;
  readonly index: number;
}

type Gathering = Map<LocalSubgraph, Map<string, Batch>>;

const gatheringByRequest = new WeakMap<object, Gathering>();

/**
 * Joins the batch that is open for this subgraph and type. A batch closes when the current run of promise callbacks is
 * over, and nothing outlives it: a later mutation of the same request must see its own writes.
 */
export function enqueue(
  subgraph: LocalSubgraph,
  representation: Representation,
  identity: string,
  context: unknown,
  info: GraphQLResolveInfo,
): Slot {
  const request = typeof context === 'object' && context !== null ? context : info.variableValues;
  let gathering = gatheringByRequest.get(request);
  if (!gathering) gatheringByRequest.set(request, (gathering = new Map<LocalSubgraph, Map<string, Batch>>()));
  let open = gathering.get(subgraph);
  if (!open) gathering.set(subgraph, (open = new Map<string, Batch>()));
  const { __typename: typeName } = representation;
  let batch = open.get(typeName);
  if (!batch) open.set(typeName, (batch = openBatch(subgraph, typeName, context, open)));
  let index = batch.indexes.get(identity);
  if (index === undefined) batch.indexes.set(identity, (index = batch.representations.push(representation) - 1));
  return { batch, index };
}

function openBatch(subgraph: LocalSubgraph, typeName: string, context: unknown, open: Map<string, Batch>): Batch {
  let settle = (): void => undefined;
  const batch: Batch = {
    representations: [],
    indexes: new Map(),
    results: undefined,
    settled: new Promise((resolve) => (settle = resolve)),
  };
  // nextTick from within a microtask comes after every microtask: resolvers that are merely async still share a batch.
  void Promise.resolve().then(() => {
    process.nextTick(() => {
      open.delete(typeName);
      void load(subgraph, typeName, batch, context).then((results) => {
        batch.results = results;
        settle();
      });
    });
  });
  return batch;
}

async function load(
  { name, references }: LocalSubgraph,
  typeName: string,
  { representations }: Batch,
  context: unknown,
): Promise<readonly unknown[]> {
  try {
    const found = (await references[typeName]?.(representations, context)) ?? [];
    if (found.length !== representations.length) {
      throw new Error(
        `Subgraph "${name}" was asked for ${representations.length} ${typeName} and gave ${found.length}.`,
      );
    }
    return await Promise.all(found.map((entity) => (entity instanceof Promise ? entity.catch(asError) : entity)));
  } catch (error) {
    return representations.map(() => asError(error));
  }
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
