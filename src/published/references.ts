interface Cle {
  readonly id: string;
}

/** Entities to which a subgraph only adds fields: the key is all that it needs. */
export function identifies(representations: readonly Cle[]): Cle[] {
  return representations.map(({ id }) => ({ id }));
}

/** Entities of the subgraph itself: what the caller may read of them, in order. */
export function lus<C, T>(charger: (context: C) => { load(id: string): Promise<T | null | undefined> }) {
  return (representations: readonly Cle[], context: C): Promise<(T | null)[]> =>
    Promise.all(representations.map(async ({ id }) => (await charger(context).load(id)) ?? null));
}
