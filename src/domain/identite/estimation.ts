import { NIVEAUX, TRAITS, type Comparaison, type Table, type Trait } from './niveaux';

/** A way two records compare, and how many pairs do. */
export interface Motif {
  readonly comparaison: Comparaison;
  readonly nombre: number;
}

/** Pairs that share the key of one block: what the key is made of tells nothing there. */
export interface Bloc {
  readonly motifs: readonly Motif[];
  readonly ignores: readonly Trait[];
}

/** Share of each level, by trait. */
type Parts = ReadonlyMap<string, number>;

/** No trait proves anything alone: a level is never held to be rarer than this, by a table made of few records. */
const PLANCHER = 1 / 10_000;
const TOURS = 500;
const PRECISION = 1e-7;

const cle = (trait: Trait, niveau: string) => `${trait} ${niveau}`;

/** Same comparisons together: the estimation then costs the number of patterns, not of pairs. */
export function compter(comparaisons: Iterable<Comparaison>): Motif[] {
  const motifs = new Map<string, { comparaison: Comparaison; nombre: number }>();
  for (const comparaison of comparaisons) {
    const forme = TRAITS.map((trait) => comparaison[trait] ?? '').join();
    const motif = motifs.get(forme);
    if (motif) motif.nombre += 1;
    else motifs.set(forme, { comparaison, nombre: 1 });
  }
  return [...motifs.values()];
}

/**
 * The table, from pairs that nobody has labelled. u is counted among pairs drawn at random, of two children but for a
 * negligible part. m is estimated by expectation–maximisation in each block, u held fixed; pairs that a hard rule separates
 * (`distincts`) are known to be of two children.
 */
export function estimer(
  auHasard: readonly Motif[],
  blocs: readonly Bloc[],
  distincts: (motif: Motif) => boolean,
): Table {
  const u = parts(auHasard, () => 1);
  const estimes = blocs.map((bloc) => maximiser(bloc, u, distincts));
  const table = TRAITS.map((trait) => {
    const utiles = estimes.filter((_, rang) => blocs[rang]?.ignores.includes(trait) !== true);
    const niveaux = Object.keys(NIVEAUX[trait]).map((niveau) => {
      const m = moyenne(utiles.map((m) => m.get(cle(trait, niveau)) ?? 0));
      return [niveau, { m: arrondi(m), u: arrondi(u.get(cle(trait, niveau)) ?? 0) }];
    });
    return [trait, Object.fromEntries(niveaux)];
  });
  return Object.fromEntries(table) as Table;
}

function maximiser({ motifs, ignores }: Bloc, u: Parts, distincts: (motif: Motif) => boolean): Parts {
  const possibles = motifs.filter((motif) => !distincts(motif));
  const compares = TRAITS.filter((trait) => !ignores.includes(trait));
  let m: Parts = depart();
  let part = 0.5;
  for (let tour = 0; tour < TOURS; tour += 1) {
    const vraisemblance = ({ comparaison }: Motif, de: Parts) =>
      compares.reduce((produit, trait) => {
        const niveau = comparaison[trait];
        return niveau === null ? produit : produit * (de.get(cle(trait, niveau)) ?? 0);
      }, 1);
    const poids = new Map(
      possibles.map((motif) => {
        const meme = part * vraisemblance(motif, m);
        return [motif, meme / (meme + (1 - part) * vraisemblance(motif, u))];
      }),
    );
    const suivant = parts(possibles, (motif) => poids.get(motif) ?? 0);
    const ecart = Math.max(...[...suivant].map(([niveau, valeur]) => Math.abs(valeur - (m.get(niveau) ?? 0))));
    m = suivant;
    part = moyenne(
      possibles.map((motif) => poids.get(motif) ?? 0),
      possibles.map(({ nombre }) => nombre),
    );
    if (ecart < PRECISION) break;
  }
  return m;
}

/** Where the search starts: the closest level is likely in one child, the others less and less. */
function depart(): Parts {
  const niveaux = TRAITS.flatMap((trait) => {
    const noms = Object.keys(NIVEAUX[trait]);
    return noms.map((niveau, rang): [string, number] => [
      cle(trait, niveau),
      rang === 0 ? 0.8 : 0.2 / (noms.length - 1),
    ]);
  });
  return new Map(niveaux);
}

/** Of each trait that both records say. */
function parts(motifs: readonly Motif[], poids: (motif: Motif) => number): Parts {
  const sommes = new Map<string, number>();
  for (const motif of motifs)
    for (const trait of TRAITS) {
      const niveau = motif.comparaison[trait];
      if (niveau === null) continue;
      for (const nom of [trait, cle(trait, niveau)])
        sommes.set(nom, (sommes.get(nom) ?? 0) + motif.nombre * poids(motif));
    }
  const niveaux = TRAITS.flatMap((trait) =>
    Object.keys(NIVEAUX[trait]).map((niveau): [string, number] => {
      const part = (sommes.get(cle(trait, niveau)) ?? 0) / (sommes.get(trait) ?? 1);
      return [cle(trait, niveau), Math.max(part, PLANCHER)];
    }),
  );
  return new Map(niveaux);
}

function moyenne(valeurs: readonly number[], poids: readonly number[] = valeurs.map(() => 1)): number {
  const total = poids.reduce((somme, un) => somme + un, 0);
  return valeurs.reduce((somme, valeur, rang) => somme + valeur * (poids[rang] ?? 0), 0) / total;
}

/** Three digits are more than a sample can tell. */
const arrondi = (part: number) => Number(part.toPrecision(3));
