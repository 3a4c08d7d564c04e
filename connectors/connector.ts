import type { TypeEvenement } from '../src/domain/events';

/** What is told to a partner: that something happened to a subject it may read. Never a person's data. */
export interface Evenement {
  /** The same at every attempt and every replay: a recipient that has seen it ignores it. */
  readonly id: string;
  readonly type: TypeEvenement;
  readonly le: Date;
  readonly sujet: { readonly type: string; readonly id: string };
}

/** Where a partner listens, as it registered. */
export interface Abonnement {
  readonly url: string;
  /** Secrets separated by a space sign side by side, while a partner changes its own. */
  readonly secret: string | null;
}

export type Receipt =
  | { readonly remis: true; readonly statut: number }
  | {
      readonly remis: false;
      /** A status or a code, never a body. */
      readonly echec: string;
      /** The recipient asked never to be told again. */
      readonly definitif: boolean;
      readonly retryAfterMs?: number | undefined;
    };

/** A way to speak with partners. A failure of theirs is a receipt; a throw is a fault of ours. */
export interface Connector {
  readonly name: string;
  deliver(evenement: Evenement, abonnement: Abonnement, signal?: AbortSignal): Promise<Receipt>;
  /** Undefined when the partner's address can be reached, else the same code as a failed delivery. */
  probe(abonnement: Abonnement): Promise<string | undefined>;
  close(): Promise<void>;
}
