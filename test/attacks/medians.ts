export interface Rounds {
  /** What is compared. */
  readonly tried: readonly number[];
  /** Twice the same thing, measured in the same rounds: how far apart noise alone puts them. */
  readonly one: readonly number[];
  readonly other: readonly number[];
}

const BOOTSTRAPS = 200;
// Below a twentieth, no caller on a network sees anything.
const FLOOR = 0.05;

/** Whether the median of what was tried is further from the reference than noise and chance can explain. */
export function isSlower({ tried, one, other }: Rounds): boolean {
  const reference = [...one, ...other];
  const noise = Math.abs(median(one) - median(other));
  const error = Math.hypot(errorOf(tried), errorOf(reference));
  const allowed = Math.max(FLOOR * median(reference), noise, 3 * error);
  return Math.abs(median(tried) - median(reference)) > allowed;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Standard deviation of the median, by drawing the sample again from itself. */
function errorOf(values: readonly number[]): number {
  const medians = Array.from({ length: BOOTSTRAPS }, () =>
    median(values.map(() => values[Math.floor(Math.random() * values.length)] ?? 0)),
  );
  const mean = medians.reduce((sum, one) => sum + one, 0) / BOOTSTRAPS;
  return Math.sqrt(medians.reduce((sum, one) => sum + (one - mean) ** 2, 0) / BOOTSTRAPS);
}
