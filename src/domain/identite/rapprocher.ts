import { comparer } from './comparer';
import type { Forme } from './forme';
import { bits, NIVEAUX, TRAITS, type Comparaison, type Trait } from './niveaux';
import type { Parametres } from './parametres';
import { EXCLUSIONS, RESERVES, type Regle } from './regles';

export type Verdict = 'MEME' | 'A_EXAMINER' | 'AUTRE';

export interface Rapprochement {
  readonly verdict: Verdict;
  /** Sum of the weights, in bits. */
  readonly score: number;
  /** Of the parameters. */
  readonly version: string;
  readonly comparaison: Comparaison;
  /** The rules that hold: without them the score would decide alone. */
  readonly regles: readonly Pick<Regle, 'code' | 'phrase'>[];
}

/** A step of the waterfall. It says how two traits stand to one another, never what they are: names stay with the child. */
export interface Marche {
  readonly trait: Trait;
  readonly niveau: string;
  readonly poids: number;
  readonly phrase: string;
}

/** Bits that a level of a trait adds to the score. */
export type Poids = (trait: Trait, niveau: string) => number;

export interface Rapprocheur {
  readonly rapprocher: (a: Forme, b: Forme) => Rapprochement;
  /** What made the score, step by step; its weights add up to it. */
  readonly expliquer: (rapprochement: Pick<Rapprochement, 'comparaison'>) => Marche[];
}

/** Fellegi and Sunter (1969): each level weighs the logarithm of how much likelier it is in one child than in two. */
export function rapprocheur(parametres: Parametres): Rapprocheur {
  const { version, seuils } = parametres;
  const poids = peser(parametres);
  return {
    rapprocher: (a, b) => {
      const comparaison = comparer(a, b);
      let centiemes = 0;
      for (const trait of TRAITS) {
        const niveau = comparaison[trait];
        if (niveau !== null) centiemes += poids(trait, niveau);
      }
      const score = centiemes / 100;
      const [exclusions, reserves] = [EXCLUSIONS, RESERVES].map((regles) =>
        regles.filter(({ vaut }) => vaut(comparaison, a, b)),
      ) as [Regle[], Regle[]];
      const regles = [...exclusions, ...reserves];
      const verdict: Verdict =
        score < seuils.examiner || exclusions.length > 0
          ? 'AUTRE'
          : score < seuils.meme || reserves.length > 0
            ? 'A_EXAMINER'
            : 'MEME';
      return { verdict, score, version, comparaison, regles };
    },
    expliquer: ({ comparaison }) =>
      TRAITS.flatMap((trait) => {
        const niveau = comparaison[trait];
        if (niveau === null) return [];
        const phrases: Readonly<Record<string, string>> = NIVEAUX[trait];
        return { trait, niveau, poids: poids(trait, niveau) / 100, phrase: phrases[niveau] as string };
      }),
  };
}

/** In hundredths of a bit, so that a sum is exact. */
function peser({ table }: Parametres): Poids {
  const centiemes = new Map<string, number>();
  for (const trait of TRAITS)
    for (const [niveau, frequences] of Object.entries(table[trait]))
      centiemes.set(`${trait} ${niveau}`, Math.round(100 * bits(frequences)));
  return (trait, niveau) => centiemes.get(`${trait} ${niveau}`) as number;
}
