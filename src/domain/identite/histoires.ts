export type Lien = readonly [string, string];

/** The history of each sheet: that of the lowest identifier to which links lead from it, its own when none does. */
export function histoires(fiches: Iterable<string>, liens: Iterable<Lien>): ReadonlyMap<string, string> {
  const racines = new Map<string, string>();
  const racine = (fiche: string): string => {
    const plus = racines.get(fiche) ?? fiche;
    return plus === fiche ? fiche : racine(plus);
  };
  for (const [une, autre] of liens) {
    const [basse, haute] = [racine(une), racine(autre)].sort() as [string, string];
    racines.set(haute, basse);
  }
  return new Map([...fiches].map((fiche) => [fiche, racine(fiche)]));
}
