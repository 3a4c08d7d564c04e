import { createHash } from 'node:crypto';
import type { Tx } from '../platform/database';
import type { PieceTransferee } from '../transferable';

/** UUID version 8 (RFC 9562): what an attachment of another hub is called here, so that it cannot be mistaken for one of ours. */
export function idDeLaPiece(hub: string, transfert: string, piece: string): string {
  const hex = createHash('sha256').update(`${hub} ${transfert} ${piece}`).digest('hex');
  const variante = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variante}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}

const GARDEES = `
  SELECT id FROM hub.piece JOIN unnest($1::uuid[], $2::text[]) AS due(id, empreinte) USING (id, empreinte)
  WHERE etat NOT IN ('EN_COURS', 'A_DETRUIRE') AND information_id IS NULL FOR UPDATE OF piece`;

interface Dues {
  readonly hub: string;
  readonly transfert: string;
  readonly pieces: readonly PieceTransferee[];
}

/** Those whose bytes are here, by the name that they have there. */
export async function piecesGardees(tx: Tx, { hub, transfert, pieces }: Dues): Promise<ReadonlyMap<string, string>> {
  const ici = new Map(pieces.map(({ id }) => [id, idDeLaPiece(hub, transfert, id)]));
  const lues = await tx.query<{ id: string }>(GARDEES, [[...ici.values()], pieces.map(({ empreinte }) => empreinte)]);
  const gardees = new Set(lues.map(({ id }) => id));
  return new Map([...ici].filter(([, id]) => gardees.has(id)));
}

/** Called off: the sweep destroys them. */
export async function oublierPieces(tx: Tx, { hub, transfert, pieces }: Dues): Promise<void> {
  await tx.query(`UPDATE hub.piece SET etat = 'A_DETRUIRE' WHERE id = ANY($1) AND information_id IS NULL`, [
    pieces.map(({ id }) => idDeLaPiece(hub, transfert, id)),
  ]);
}
