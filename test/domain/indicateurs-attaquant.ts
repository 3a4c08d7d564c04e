import {
  DIMENSIONS,
  NOMS_DIMENSIONS,
  publierIndicateurs,
  UNITES,
  type AnneeComptee,
  type Comptes,
  type Dimension,
  type IndicateursPublies,
  type Publies,
  type Unite,
} from '../../src/domain/indicateurs';

/** One information of a child, or one measure, as the hub holds it. */
export interface Fait {
  readonly enfant: number;
  readonly fratrie: number;
  readonly modalites: Readonly<Partial<Record<Dimension, string>>>;
  readonly jours: number;
}

const compter = (faits: readonly Fait[]): Comptes => ({
  objets: faits.length,
  enfants: new Set(faits.map(({ enfant }) => enfant)).size,
  fratries: new Set(faits.map(({ fratrie }) => fratrie)).size,
});
const modalitesDe = (dimension: Dimension): string[] => Object.keys(DIMENSIONS[dimension].modalites);
const quantile = (tries: readonly number[], q: number) => tries[Math.floor(q * (tries.length - 1))] ?? null;

/** What the statements count, written again without SQL. */
export function annee(faits: readonly Fait[]): AnneeComptee {
  const mesures = faits.filter(({ modalites }) => modalites.MESURE !== undefined);
  const informations = faits.filter(({ modalites }) => modalites.MESURE === undefined);
  const table = (dimension: Dimension) =>
    Object.fromEntries(
      modalitesDe(dimension).map((modalite) => [
        modalite,
        compter(faits.filter((un) => un.modalites[dimension] === modalite)),
      ]),
    );
  const delai = (dimension: 'EVALUATION' | 'RETOUR') => {
    const faites = informations.filter(({ modalites }) =>
      ['A_TEMPS', 'EN_RETARD'].includes(modalites[dimension] ?? ''),
    );
    const jours = faites.map(({ jours: un }) => un).sort((a, b) => a - b);
    return { mediane: quantile(jours, 0.5), p90: quantile(jours, 0.9) };
  };
  return {
    ...{ informations: compter(informations), mesures: compter(mesures) },
    tables: Object.fromEntries(
      NOMS_DIMENSIONS.map((dimension) => [dimension, table(dimension)]),
    ) as AnneeComptee['tables'],
    delais: { EVALUATION: delai('EVALUATION'), RETOUR: delai('RETOUR') },
  };
}

export const publier = (faits: readonly Fait[]): IndicateursPublies => publierIndicateurs(annee(faits));

/** Every number that was published, of every table, unit and total. */
export function nombres(publies: IndicateursPublies): number[] {
  const lignes: Publies[] = [
    publies.informations,
    publies.mesures,
    ...publies.tables.flatMap(({ lignes: une }) => une),
  ];
  return lignes.flatMap((ligne) => UNITES.flatMap((unite) => ligne[unite] ?? []));
}

/** The same facts, two labels of one table exchanged: the world in which the other one is the small one. */
export const echanger = (faits: readonly Fait[], dimension: Dimension, une: string, autre: string): Fait[] =>
  faits.map((fait) => {
    const dite = fait.modalites[dimension];
    if (dite !== une && dite !== autre) return fait;
    return { ...fait, modalites: { ...fait.modalites, [dimension]: dite === une ? autre : une } };
  });

interface Bornes {
  bas: number;
  haut: number;
}

/**
 * What an attacker who holds one publication, and knows how it was made, deduces of each withheld number: rounding
 * intervals, totals, sums of a partition, groups ≤ children ≤ objects, tightened until nothing moves.
 */
export function deduire(
  publies: IndicateursPublies,
): (Bornes & { dimension: Dimension; modalite: string; unite: Unite })[] {
  const connu = (nombre: number | null): Bornes =>
    nombre === null ? { bas: 0, haut: Infinity } : { bas: Math.max(nombre - 2, 5), haut: nombre + 2 };
  const cellules = publies.tables.flatMap(({ dimension, lignes }) => {
    const total = dimension === 'MESURE' ? publies.mesures : publies.informations;
    const [de, parUnite] = [new Map(UNITES.map((unite) => [unite, connu(total[unite])])), [] as Bornes[][]];
    const bornes = lignes.map((ligne) => new Map(UNITES.map((unite) => [unite, connu(ligne[unite])])));
    for (const unite of UNITES) parUnite.push(bornes.map((une) => une.get(unite)!));
    for (let bouge = true; bouge;) {
      bouge = false;
      const serrer = (une: Bornes, bas: number, haut: number) => {
        if (bas > une.bas) [une.bas, bouge] = [bas, true];
        if (haut < une.haut) [une.haut, bouge] = [haut, true];
      };
      for (const [i, unite] of UNITES.entries()) {
        const [tous, somme] = [parUnite[i]!, de.get(unite)!];
        for (const une of tous) {
          const autres = tous.filter((autre) => autre !== une);
          const hautDesAutres = autres.reduce((s, { haut }) => s + haut, 0);
          // A child may be counted under two labels, an information under one: sums hold one way for all, both for objects.
          serrer(une, somme.bas - hautDesAutres, somme.haut);
          if (unite === 'objets') serrer(une, 0, somme.haut - autres.reduce((s, { bas }) => s + bas, 0));
        }
      }
      for (const une of bornes)
        for (const [grande, petite] of [
          ['objets', 'enfants'],
          ['enfants', 'fratries'],
        ] as const) {
          serrer(une.get(petite)!, 0, une.get(grande)!.haut);
          serrer(une.get(grande)!, une.get(petite)!.bas, Infinity);
        }
    }
    return lignes.flatMap((ligne, i) =>
      UNITES.filter((unite) => ligne[unite] === null).map((unite) => ({
        ...{ dimension, modalite: ligne.modalite, unite, ...bornes[i]!.get(unite)! },
      })),
    );
  });
  return cellules;
}
