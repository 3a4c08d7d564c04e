/** What one benchmark found: medians of its rounds; ratios are what a machine cannot change much. */
export interface Report {
  readonly bench: string;
  readonly what: string;
  readonly rounds: number;
  /** Of the medians; milliseconds unless said. */
  readonly unit?: string;
  readonly medians: Readonly<Record<string, number>>;
  readonly ratios: Readonly<Record<string, number>>;
  /** The figure that has a goal: a ratio, or what the goal itself is counted in. */
  readonly ratio: number;
  readonly goal: number;
  readonly facts: Readonly<Record<string, number>>;
  /** Each promise, and whether it held; null where it could not be measured here. */
  readonly promises: Readonly<Record<string, boolean | null>>;
  /** What `--json` prints in the place of all this, to whoever reads figures alone. */
  readonly chiffres?: Readonly<Record<string, number>>;
  /** Drawn in the place of bars. */
  readonly courbe?: Courbe;
  /** A page of its own, beside the chart. */
  readonly tableau?: string;
}

/** Precision and recall at each threshold, and the threshold that is used. */
export interface Courbe {
  readonly points: readonly { readonly seuil: number; readonly precision: number; readonly rappel: number }[];
  readonly choisi: number;
}

/** What its chart says of a benchmark, in French. */
export interface Dessin {
  readonly titre: string;
  /** Of the medians. */
  readonly unite: string;
  /** Which figure of the rounds the bars are; the median unless said. */
  readonly mesure?: string;
  /** Which medians are bars, and their names. */
  readonly barres: Readonly<Record<string, string>>;
  /** What the figure that has a goal is. */
  readonly rapport: string;
  readonly sens: 'au moins' | 'au plus';
}

export interface BenchContext {
  readonly progress: (step: string) => void;
  /** Of what is drawn; each bench has its own unless it is given. */
  readonly graine?: number | undefined;
  /** What is to be stopped at the end, however it comes: a result, a failure or Ctrl-C. */
  readonly cleanup: (stop: () => Promise<void>) => void;
}

export interface Bench {
  readonly name: string;
  readonly dessin: Dessin;
  readonly run: (context: BenchContext) => Promise<Report>;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Nearest rank. @param part of one */
export function centile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? NaN;
}

/** To the hundredth. */
export const arrondi = (n: number) => Math.round(n * 100) / 100;
