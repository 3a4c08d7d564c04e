import DataLoader from 'dataloader';

const perRequest = new WeakMap<object, Map<string, DataLoader<string, unknown>>>();

/**
 * The loader of that name for this request: every key asked in the same tick becomes one statement.
 * `load` answers with a map; a key that it leaves out is `missing`.
 */
export function loader<V, M = undefined>(
  context: object,
  name: string,
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
  missing: M = undefined as M,
): { load(key: string): Promise<V | M> } {
  const loaders = perRequest.get(context) ?? new Map<string, DataLoader<string, unknown>>();
  perRequest.set(context, loaders);
  let known = loaders.get(name);
  if (!known) {
    known = new DataLoader<string, unknown>(async (keys) => {
      const found = await load(keys);
      return keys.map((key) => (found.has(key) ? found.get(key) : missing));
    });
    loaders.set(name, known);
  }
  return known as DataLoader<string, V | M>;
}

/** Groups rows by a key, in their order. */
export function groupBy<R>(rows: readonly R[], keyOf: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
