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

/** Share of every level of every trait. */
type Parts = ReadonlyMap<string, number>;

/** No trait proves anything alone: a level is never held to be rarer than this, by a table made of few records. */
const PLANCHER = 1 / 10_000;
const TOURS = 500;
const PRECISION = 1e-7;

const cle = (trait: Trait, niveau: string) => `${trait} ${niveau}`;
const partDe = (parts: Parts, trait: Trait, niveau: string) => parts.get(cle(trait, niveau)) as number;

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
  const estimes = blocs.map((bloc) => ({ m: maximiser(bloc, u, distincts), ignores: bloc.ignores }));
  const table = TRAITS.map((trait) => {
    const utiles = estimes.filter(({ ignores }) => !ignores.includes(trait));
    const niveaux = Object.keys(NIVEAUX[trait]).map((niveau) => {
      const m = somme(utiles.map((estime) => partDe(estime.m, trait, niveau))) / utiles.length;
      return [niveau, { m: arrondi(m), u: arrondi(partDe(u, trait, niveau)) }] as const;
    });
    return [trait, Object.fromEntries(niveaux)] as const;
  });
  return Object.fromEntries(table) as Table;
}

function maximiser({ motifs, ignores }: Bloc, u: Parts, distincts: (motif: Motif) => boolean): Parts {
  const possibles = motifs.filter((motif) => !distincts(motif));
  const compares = TRAITS.filter((trait) => !ignores.includes(trait));
  const paires = somme(possibles.map(({ nombre }) => nombre));
  const vraisemblance = ({ comparaison }: Motif, parts: Parts) =>
    compares.reduce((produit, trait) => {
      const niveau = comparaison[trait];
      return niveau === null ? produit : produit * partDe(parts, trait, niveau);
    }, 1);
  let m = depart();
  let part = 0.5;
  for (let ecart = 1, tour = 0; ecart > PRECISION && tour < TOURS; tour += 1) {
    const avant = m;
    const chances = possibles.map((motif) => {
      const meme = part * vraisemblance(motif, avant);
      return meme / (meme + (1 - part) * vraisemblance(motif, u));
    });
    m = parts(possibles, (rang) => chances[rang] as number);
    part = somme(possibles.map(({ nombre }, rang) => nombre * (chances[rang] as number))) / paires;
    ecart = Math.max(...[...m].map(([niveau, valeur]) => Math.abs(valeur - (avant.get(niveau) as number))));
  }
  return m;
}

/** Where the search starts: the closest level is likely in one child, the others are not. */
function depart(): Parts {
  const niveaux = TRAITS.flatMap((trait) => {
    const noms = Object.keys(NIVEAUX[trait]);
    return noms.map((niveau, rang): [string, number] => [cle(trait, niveau), rang === 0 ? 0.8 : 0.2 / noms.length]);
  });
  return new Map(niveaux);
}

/** Shares among the pairs where both records say the trait. */
function parts(motifs: readonly Motif[], chance: (rang: number) => number): Parts {
  const niveaux = TRAITS.flatMap((trait) => {
    const dits = new Map(Object.keys(NIVEAUX[trait]).map((niveau) => [niveau, 0]));
    for (const [rang, { comparaison, nombre }] of motifs.entries()) {
      const niveau = comparaison[trait];
      if (niveau !== null) dits.set(niveau, (dits.get(niveau) as number) + nombre * chance(rang));
    }
    const total = somme([...dits.values()]);
    return [...dits].map(([niveau, n]): [string, number] => [
      cle(trait, niveau),
      Math.max(total && n / total, PLANCHER),
    ]);
  });
  return new Map(niveaux);
}

const somme = (valeurs: readonly number[]) => valeurs.reduce((total, valeur) => total + valeur, 0);

/** Three digits are more than a sample can tell. */
const arrondi = (part: number) => Number(part.toPrecision(3));
