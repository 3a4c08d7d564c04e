import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { MaybePromise } from './maybe-promise';
import type { LocalSubgraph, Representation } from './subgraph';

type Loaders = Map<string, DataLoader<Representation, unknown, string>>;

const loadersByRequest = new WeakMap<object, Loaders>();

export function loadEntity(
  subgraph: LocalSubgraph,
  typeName: string,
  representation: Representation,
  context: unknown,
  info: GraphQLResolveInfo,
): MaybePromise<unknown> {
  // Like a subgraph without __resolveReference: the representation is the value.
  if (!subgraph.references[typeName]) return representation;
  const request = typeof context === 'object' && context !== null ? context : info.variableValues;
  let loaders = loadersByRequest.get(request);
  if (!loaders) loadersByRequest.set(request, (loaders = new Map()));
  const id = `${subgraph.name} ${typeName}`;
  let loader = loaders.get(id);
  if (!loader) loaders.set(id, (loader = createLoader(subgraph, typeName, context)));
  return loader.load(representation);
}

/** Batches and dedupes within one batch only: a later mutation in the same request must see its own writes. */
function createLoader(
  { references }: LocalSubgraph,
  typeName: string,
  context: unknown,
): DataLoader<Representation, unknown, string> {
  const loader: DataLoader<Representation, unknown, string> = new DataLoader<Representation, unknown, string>(
    async (representations) => {
      loader.clearAll();
      const entities = await references[typeName]?.(representations, context);
      return (entities ?? []) as ArrayLike<unknown>;
    },
    { cacheKeyFn: (representation) => JSON.stringify(representation), maxBatchSize: Infinity },
  );
  return loader;
}
