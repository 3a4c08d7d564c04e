/** Where the sealed bytes of the attachments are, by identifier: it never sees what they say. */
export interface Depot {
  /** Whole or not at all: read again after a crash, it is there only if this ended. */
  ecrire(id: string, octets: AsyncIterable<Buffer>): Promise<void>;
  /** @throws Error when there is none */
  lire(id: string): AsyncIterable<Buffer>;
  /** Nothing happens when there is none. */
  supprimer(id: string): Promise<void>;
}
