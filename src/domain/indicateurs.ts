import { NATURES_DANGER, TYPES_INSTITUTION } from './code-lists';
import { MESURES_ASE } from './mesures-ase';
import { ETATS_INFORMATION } from './transitions';

/** What became of a delay, at the day on which the year was arrested. */
export const RESPECTS_DELAI = {
  A_TEMPS: 'Fait dans le délai',
  EN_RETARD: 'Fait après le délai',
  NON_FAIT: 'Pas fait, le délai est passé',
  EN_COURS: 'Pas fait, le délai court encore',
  SANS_OBJET: 'Rien n’était dû, ou ne l’est plus',
} as const;

/** One table each, never crossed: two dimensions of one child at once would be a portrait. */
export const DIMENSIONS = {
  ORIGINE: { libelle: 'Qui a transmis', modalites: TYPES_INSTITUTION },
  NATURE: { libelle: 'Nature principale du danger', modalites: NATURES_DANGER },
  EVALUATION: { libelle: 'Évaluation (A1, CASF D226-2-4)', modalites: RESPECTS_DELAI },
  RETOUR: { libelle: 'Retour à qui a transmis (A2, A3, CASF L226-5)', modalites: RESPECTS_DELAI },
  ISSUE: { libelle: 'Ce qu’est devenue l’information', modalites: ETATS_INFORMATION },
  MESURE: { libelle: 'Mesures commencées dans l’année', modalites: MESURES_ASE },
} as const satisfies Record<string, { libelle: string; modalites: object }>;
export type Dimension = keyof typeof DIMENSIONS;
export const NOMS_DIMENSIONS = Object.keys(DIMENSIONS) as readonly Dimension[];

/** The informations, or the measures; the children; the siblings groups. Each is at most the one before. */
export const UNITES = ['objets', 'enfants', 'fratries'] as const;
export type Unite = (typeof UNITES)[number];
export type Comptes = Readonly<Record<Unite, number>>;
/** Null: withheld, which says neither how many nor whether there is one. */
export type Publies = Readonly<Record<Unite, number | null>>;

/** No figure is about fewer groups of siblings than that. */
export const SEUIL = 5;
/** Every published number is a multiple of it: no sum and no difference of them counts one to four children. */
export const ARRONDI = 5;

const RIEN: Comptes = { objets: 0, enfants: 0, fratries: 0 };
const MASQUE: Publies = { objets: null, enfants: null, fratries: null };
const arrondir = (nombre: number): number => Math.round(nombre / ARRONDI) * ARRONDI;
const arrondis = ({ objets, enfants, fratries }: Comptes): Publies => ({
  ...{ objets: arrondir(objets), enfants: arrondir(enfants), fratries: arrondir(fratries) },
});

export function publierTotal(total: Comptes): Publies {
  return total.fratries < SEUIL ? MASQUE : arrondis(total);
}

/**
 * One table. Whatever is under the threshold is withheld, nothing included; and with it, so that it cannot be had by
 * subtraction, every smallest one of the others. Who reads it cannot tell which of those withheld is the small one: with
 * their two names exchanged in every record, the same table would have been published.
 */
export function publierTable(
  modalites: readonly string[],
  comptes: Readonly<Record<string, Comptes>>,
): ReadonlyMap<string, Publies> {
  const tous = modalites.map((modalite) => [modalite, comptes[modalite] ?? RIEN] as const);
  const assez = tous.flatMap(([, { fratries }]) => (fratries >= SEUIL ? [fratries] : []));
  const plancher = assez.length < tous.length ? Math.min(...assez) : SEUIL - 1;
  return new Map(tous.map(([modalite, un]) => [modalite, un.fratries <= plancher ? MASQUE : arrondis(un)]));
}

/** Days, by the hub's own clock; null when nothing was done. */
export interface Quantiles {
  readonly mediane: number | null;
  readonly p90: number | null;
}

/** A quantile is published when at least as many siblings groups as the threshold are on each of its sides. */
const GROUPES_MEDIANE = 2 * SEUIL;
const GROUPES_P90 = 10 * SEUIL;

/**
 * Whether they are shown depends on published numbers alone: both « done in time » and « done late » must be, and with
 * them how many they are about. Rounded as everything else.
 */
export function publierQuantiles({ mediane, p90 }: Quantiles, table: ReadonlyMap<string, Publies>): Quantiles {
  const faites = nombres(table, 'fratries', ['A_TEMPS', 'EN_RETARD']);
  const groupes = faites === null ? 0 : Math.max(...faites) - ARRONDI / 2;
  return {
    mediane: mediane !== null && groupes >= GROUPES_MEDIANE ? arrondir(mediane) : null,
    p90: p90 !== null && groupes >= GROUPES_P90 ? arrondir(p90) : null,
  };
}

/** Done in time over what was due, from 0 to 1, of published numbers; null when one of them is withheld. */
export function partATemps(table: ReadonlyMap<string, Publies>): number | null {
  const [aTemps] = nombres(table, 'objets', ['A_TEMPS']) ?? [];
  const dus = nombres(table, 'objets', ['A_TEMPS', 'EN_RETARD', 'NON_FAIT']);
  if (aTemps === undefined || dus === null) return null;
  return Math.round((100 * aTemps) / dus.reduce((somme, un) => somme + un, 0)) / 100;
}

/** Null as soon as one of them is withheld. */
function nombres(
  table: ReadonlyMap<string, Publies>,
  unite: Unite,
  modalites: readonly string[],
): readonly number[] | null {
  const connus = modalites.flatMap((modalite) => table.get(modalite)?.[unite] ?? []);
  return connus.length === modalites.length ? connus : null;
}

/** What was counted of one year of one collectivité; it leaves the hub by `publierIndicateurs` alone. */
export interface AnneeComptee {
  readonly informations: Comptes;
  readonly mesures: Comptes;
  readonly tables: Readonly<Record<Dimension, Readonly<Record<string, Comptes>>>>;
  readonly delais: Readonly<Record<'EVALUATION' | 'RETOUR', Quantiles>>;
}

export interface IndicateursPublies {
  readonly informations: Publies;
  readonly mesures: Publies;
  readonly tables: readonly {
    readonly dimension: Dimension;
    readonly lignes: readonly (Publies & { readonly modalite: string })[];
  }[];
  readonly delais: readonly (Quantiles & {
    readonly objet: 'EVALUATION' | 'RETOUR';
    readonly partATemps: number | null;
  })[];
}

/** Everything that is ever said of that year (CASF L226-3-3): fixed tables, no filter, no total over others. */
export function publierIndicateurs({ informations, mesures, tables, delais }: AnneeComptee): IndicateursPublies {
  const table = (dimension: Dimension) => publierTable(Object.keys(DIMENSIONS[dimension].modalites), tables[dimension]);
  return {
    informations: publierTotal(informations),
    mesures: publierTotal(mesures),
    tables: NOMS_DIMENSIONS.map((dimension) => ({
      dimension,
      lignes: [...table(dimension)].map(([modalite, publies]) => ({ modalite, ...publies })),
    })),
    delais: (['EVALUATION', 'RETOUR'] as const).map((objet) => ({
      ...{ objet, ...publierQuantiles(delais[objet], table(objet)), partATemps: partATemps(table(objet)) },
    })),
  };
}
