import type { Monde } from './monde';

/** What one step sent and what came back, in a few words; the demo prints it. */
export interface Echange {
  readonly envoye: string;
  readonly recu: string;
}

export interface Etape {
  readonly qui: string;
  readonly quoi: string;
  /** Does it for real, and throws when what comes back is not what was promised. */
  readonly faire: (monde: Monde) => Promise<Echange>;
}

/**
 * A promise of the hub, told in steps: it is a test, what `npm run demo` plays, and its own documentation.
 * `etapes` is called once per play, so that steps can hand one another what they learnt.
 */
export interface Scenario {
  readonly titre: string;
  readonly etapes: () => readonly Etape[];
}
