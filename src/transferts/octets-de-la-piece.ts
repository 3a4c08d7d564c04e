import type { Database } from '../platform/database';
import type { Depot } from '../platform/pieces/depot';
import { lieuDeLaPiece, PieceRow } from '../platform/pieces/piece.entity';
import { descellerFlux } from '../platform/pieces/scellement-blocs';

const CLE = 'SELECT id, cle FROM hub.piece WHERE id = $1';

/** In memory, 10 MB at most: encrypted for another hub, it is one message. @throws Error when it is no longer there */
export async function octetsDeLaPiece(database: Database, depot: Depot | undefined, id: string): Promise<Buffer> {
  const lues = await database.query<{ id: string; cle: string | null }>(CLE, [id]);
  const [piece] = await database.ouvrir(PieceRow, lues);
  if (!piece?.cle || !depot) throw new Error('an attachment to transfer is no longer kept');
  const blocs: Buffer[] = [];
  for await (const bloc of descellerFlux(Buffer.from(piece.cle, 'base64'), lieuDeLaPiece(id), depot.lire(id)))
    blocs.push(bloc);
  return Buffer.concat(blocs);
}
