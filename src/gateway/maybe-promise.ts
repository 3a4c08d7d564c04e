/** Staying synchronous while the values are: a promise per field is what makes federation slow. */
export type MaybePromise<T> = T | Promise<T>;

export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

export function then<T, U>(value: MaybePromise<T>, next: (settled: T) => MaybePromise<U>): MaybePromise<U> {
  return isPromise(value) ? value.then(next) : next(value);
}

export function all(values: readonly unknown[]): MaybePromise<readonly unknown[]> {
  return values.some(isPromise) ? Promise.all(values) : values;
}
