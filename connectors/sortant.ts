import type { Objet } from './json';

/** What is written of it, in the partner's format. */
export interface Document {
  readonly type: string;
  readonly corps: string | Buffer;
  /** Name under which a browser keeps it. */
  readonly nom?: string;
}

export interface Lu {
  /** Path that was asked, for what links to it. */
  readonly chemin: string;
  /** When it is read. */
  readonly le: Date;
  /** Of a list: where what follows is, when something does. */
  readonly suite?: string;
}

/**
 * What an institution reads in its own format: a query of the API, run as the caller with no more rights than its own
 * request would have, then a text. Pure. A webhook or the inbox says that there is something; nothing of a child is pushed.
 */
export interface VoieSortante {
  /** Stable: metrics carry it. */
  readonly nom: string;
  readonly roles: readonly string[];
  /** `:id` in it is the identifier that the query takes. Without it the query takes `$first` and `$after`. */
  readonly chemin: string;
  readonly query: string;
  /** Root field of the query. */
  readonly champ: string;
  /** The text is signed by the hub: detached JWS, in `X-JWS-Signature`. */
  readonly signe?: true;
  /** Gets the object, or `{ lignes }` for a list. Undefined: there is nothing of that name here. */
  readonly ecrire: (donnees: Objet, lu: Lu) => Document | undefined | Promise<Document | undefined>;
}

/** The rows of a list. */
export const lignesDe = ({ lignes }: Objet): readonly Objet[] => (Array.isArray(lignes) ? (lignes as Objet[]) : []);
