import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { MaybePromise } from './maybe-promise';
import type { LocalSubgraph, Representation } from './subgraph';

type Loader = DataLoader<Representation, unknown, string>;

const loadersByRequest = new WeakMap<object, Map<string, Loader>>();

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
  if (!loaders) loadersByRequest.set(request, (loaders = new Map<string, Loader>()));
  const id = `${subgraph.name} ${typeName}`;
  let loader = loaders.get(id);
  if (!loader) loaders.set(id, (loader = createLoader(subgraph, typeName, context)));
  return loader.load(representation);
}

/** Batches and dedupes within one batch only: a later mutation in the same request must see its own writes. */
function createLoader({ references }: LocalSubgraph, typeName: string, context: unknown): Loader {
  const loader: Loader = new DataLoader<Representation, unknown, string>(
    async (representations) => {
      loader.clearAll();
      return (await references[typeName]?.(representations, context)) ?? [];
    },
    { cacheKeyFn: (representation) => JSON.stringify(representation), maxBatchSize: Infinity },
  );
  return loader;
}
