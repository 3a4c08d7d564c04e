import type { z } from 'zod';
import type { TypeEvenement } from './domain/events';
import type { Tx } from './platform/database';
import type { TransfertSortantRow } from './platform/transferts/transfert.entity';
import type { Contexte, Issue, Suite } from './registres';

/** From which collectivité to which: the caller of `receive` acts for the latter, of `prepare` and `withdraw` for the former. */
export interface Passage {
  readonly de: string;
  readonly vers: string;
}

/** An attachment of what is transferred: its bytes follow by themselves, named by this identifier. */
export interface PieceTransferee {
  readonly id: string;
  readonly type: string;
  readonly taille: number;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly empreinte: string;
}

/** What both hubs know of anything that passes. */
export interface ContenuTransfere {
  readonly pieces: readonly PieceTransferee[];
}

/** What the record has become on the other side. */
export interface Arrivee {
  readonly id: string;
  readonly reference: string;
}

/** The transfer that ended, as far as who withdraws its record needs it. */
export type TransfertAbouti = Pick<TransfertSortantRow, 'id' | 'sujetId' | 'de' | 'vers' | 'motif'> & {
  readonly referenceArrivee: string;
};

/**
 * A kind of record that may pass to another hub (CASF L221-3). What `prepare` writes is plain JSON, the same each time
 * while nothing has changed: the hub of origin compares it again before it confirms, the hub of arrival checks its form
 * (`forme`) before it keeps it.
 */
export interface Transferable<J extends ContenuTransfere = ContenuTransfere> {
  readonly type: string;
  /** Whose file it is, on both sides: `crip-31`, `ase-31`. */
  readonly role: 'crip' | 'ase';
  readonly forme: z.ZodType<J>;
  /** Told to the institution of origin: it stays here, with the reason; it has waited for too long. */
  readonly evenements: { readonly nonAbouti: TypeEvenement; readonly enAttente: TypeEvenement };
  /** Reads the whole record, locked until the transaction ends. */
  readonly prepare: (tx: Tx, sujetId: string, contexte: Contexte) => Promise<J>;
  /** Opens it here. `pieces`: the identifiers here of its attachments, already kept. @throws RefusError */
  readonly receive: (
    tx: Tx,
    contenu: J,
    passage: Passage & { readonly pieces: ReadonlyMap<string, string> },
    contexte: Contexte,
  ) => Promise<Issue<Arrivee>>;
  /** It is on the other side: here it ends. */
  readonly withdraw: (tx: Tx, transfert: TransfertAbouti, contexte: Contexte) => Promise<Suite>;
  /** It stays here, as it was. */
  readonly release: (tx: Tx, transfertId: string) => Promise<void>;
}

/** Keeps the type of its content to itself. */
export function defineTransferable<J extends ContenuTransfere>(transferable: Transferable<J>): Transferable {
  return transferable as unknown as Transferable;
}
