/** Why a value is withheld: the same words whether or not there is something to withhold. */
export interface Motif {
  readonly code: string;
  readonly motif: string;
  readonly article: string;
}

/** What an answer says of one of its nulls, in `extensions.occultations`. */
export interface Occultation extends Motif {
  readonly path: readonly (string | number)[];
}

/** Takes, in a merged response, the place of a value that a subgraph withheld. */
export class ValeurOccultee {
  constructor(readonly motif: Motif) {}
}

/** Collects what one execution withholds. As the root value of an execution, it is of that execution alone. */
export class Panier {
  #occultations: Occultation[] = [];

  noter(occultation: Occultation): void {
    this.#occultations.push(occultation);
  }

  /**
   * Everything since the last time that this answer still shows the place of, or undefined: an answer that withholds
   * nothing says nothing.
   */
  vider(data: unknown): { occultations: readonly Occultation[] } | undefined {
    if (this.#occultations.length === 0) return undefined;
    const occultations = this.#occultations.filter(({ path }) => isShown(data, path));
    this.#occultations = [];
    return occultations.length === 0 ? undefined : { occultations };
  }
}

/** Whether the object that holds this place is in the answer: a null above it may be that of a record that is not there. */
function isShown(data: unknown, path: Occultation['path']): boolean {
  let holder = data;
  for (const step of path) {
    if (typeof holder !== 'object' || holder === null) return false;
    holder = (holder as Record<string | number, unknown>)[step];
  }
  return true;
}

const paniers = new WeakMap<object, Panier>();

/** The one of a request, unless the execution has its own. */
export function panierDe(context: unknown, rootValue?: unknown): Panier {
  if (rootValue instanceof Panier) return rootValue;
  const request = context as object;
  let panier = paniers.get(request);
  if (!panier) paniers.set(request, (panier = new Panier()));
  return panier;
}

const MAX_LENGTH = 500;

/** What another process says that it withheld; anything else that it would slip in is left out. */
export function occultationsDe(extensions: unknown): readonly Occultation[] {
  const said = isRecord(extensions) ? extensions['occultations'] : undefined;
  if (!Array.isArray(said)) return [];
  return said.flatMap((one: unknown) => {
    if (!isRecord(one)) return [];
    const { path, code, motif, article } = one;
    if (!isPath(path) || !isText(code) || !isText(motif) || !isText(article)) return [];
    return [{ path, code, motif, article }];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_LENGTH;
}

function isPath(value: unknown): value is (string | number)[] {
  return Array.isArray(value) && value.every((step) => typeof step === 'string' || typeof step === 'number');
}
