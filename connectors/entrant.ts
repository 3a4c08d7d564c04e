/** An institution whose identity was proved before a byte of its message was read. */
export interface Partenaire {
  readonly institution: string;
  readonly role: string;
  /** Collectivité, tribunal, or null when national. */
  readonly territoire: string | null;
}

/** A message as it arrived. */
export interface Envoi {
  readonly de: Partenaire;
  readonly corps: Buffer;
  /** Media type, in lower case, without its parameters; `text/csv` for a file of a folder. */
  readonly type: string;
  /** Charset that the media type announced, in lower case. */
  readonly jeu: string | undefined;
  /** What the partner calls it where the message does not (the name of a file). Never kept in a log. */
  readonly nom?: string;
  /** Proof that came beside the message (detached JWS): verified wherever it is there, required in a folder. */
  readonly preuve?: string;
  readonly recuLe: Date;
  /** Test identities and numbers are refused. */
  readonly production: boolean;
}

/** One thing to do in the partner's name, in the words of the hub's API: a mutation and its `input`. */
export interface Commande {
  readonly acte: string;
  /** Without `idempotencyKey`: the hub derives it from the lane, the message's own key and its rank. */
  readonly input: Readonly<Record<string, unknown>>;
  /** To be joined to the information that it records; whatever becomes of them, it is recorded. */
  readonly pieces?: readonly PieceDuMessage[];
}

/** An attachment that came inside a message, its type admitted and confirmed by its first bytes. */
export interface PieceDuMessage {
  readonly octets: Buffer;
  readonly type: string;
  /** As `joindrePiece` takes it. */
  readonly intitule: string;
  readonly medicale: boolean;
  /** Where it is in the message. */
  readonly champ: string;
}

/** What is wrong, where the partner will find it: a path of its own format (`Bundle.entry[2]`, `PID-3`, `ligne 12`). */
export interface Erreur {
  readonly code: string;
  readonly champ: readonly string[];
  /** French, without anything of what was sent. */
  readonly message: string;
}

/** What a message asks for. */
export interface Lecture {
  /** The sender's own identifier of the message. Received again it is answered the same; with other bytes, refused. */
  readonly cle: string;
  /** In order; what cannot be read of one does not hold back the others. None: there is nothing to do or to keep. */
  readonly demandes: readonly (Commande | { readonly erreurs: readonly Erreur[] })[];
}

export type Resultat =
  /** The payload of the mutation, as the API answers it (`accuseReception`, `recu`). */
  | {
      readonly fait: true;
      readonly reponse: Readonly<Record<string, unknown>>;
      /** What became of each of its attachments, in their order. */
      readonly pieces?: readonly (Resultat & { readonly champ: string })[];
    }
  /** `champ` is that of the input of the mutation, or that of the message when it could not be read. `passager`: the same may pass later. */
  | { readonly fait: false; readonly erreurs: readonly Erreur[]; readonly passager: boolean };

/** Something of it may pass later, when the same message comes again. */
export const estARenvoyer = (resultat: Resultat): boolean =>
  resultat.fait ? (resultat.pieces ?? []).some(estARenvoyer) : resultat.passager;

export type Issue =
  | { readonly etat: 'LU'; readonly lecture: Lecture; readonly resultats: readonly Resultat[] }
  /** It could not be read: kept aside, with its errors, until somebody looks at it. */
  | { readonly etat: 'ILLISIBLE'; readonly erreurs: readonly Erreur[] }
  /** Known under this key, with other bytes. */
  | { readonly etat: 'CONFLIT'; readonly lecture: Lecture }
  /** Refused before it was read (too big, too often, not allowed, hub unavailable): a code of the hub's catalogue. */
  | { readonly etat: 'REFUSE'; readonly statut: number; readonly erreur: Erreur };

export interface Reponse {
  readonly statut: number;
  readonly type: string;
  readonly corps: string;
  /** Detached JWS over `corps`, by a key of the hub's receipts. */
  readonly signature?: string;
}

/** The message cannot be read as what it claims to be. */
export class MessageIllisible extends Error {
  readonly erreurs: readonly Erreur[];

  constructor(erreurs: readonly Erreur[]) {
    super(erreurs.map(({ code }) => code).join(', '));
    this.erreurs = erreurs;
  }
}

/**
 * A lane by which partners' messages come in: a format, read into commands, and the answer in the same format. Pure: the
 * hub keeps the message, runs the commands and calls `repondre` once all is committed.
 */
export interface VoieEntrante {
  /** Stable: keys, metrics and quarantine carry it. */
  readonly nom: string;
  readonly roles: readonly string[];
  readonly limiteOctets: number;
  /** Where it is served over HTTP, when it is. */
  readonly http?: { readonly chemin: string; readonly types: readonly string[] };
  /** Served by the MLLP listener too, whose frames are its messages. */
  readonly mllp?: true;
  /** Where it is served from the folder of each institution, when it is: how its files end (`.csv`), and their type. */
  readonly depot?: { readonly extension: string; readonly type: string };
  /**
   * Where each message comes with its sender's signature: the bytes that it covers. The answer is signed too. Without it,
   * a signature that comes all the same covers the body.
   * @throws MessageIllisible
   */
  readonly signe?: (envoi: Pick<Envoi, 'corps'>) => Buffer;
  /** @throws MessageIllisible */
  readonly lire: (envoi: Envoi) => Lecture;
  readonly repondre: (envoi: Pick<Envoi, 'corps' | 'recuLe'>, issue: Issue) => Reponse;
}

/** Something that anyone may read and that says nothing of anyone (what the hub understands). */
export interface Page {
  readonly chemin: string;
  readonly repondre: () => Reponse;
}
