import type { Lecture } from '../platform/lecture';
import { groupBy, loader } from '../platform/loaders';
import { PieceRow } from '../platform/pieces/piece.entity';
import { isUuid } from './connection';
import { publierPiece, type PieceJointe } from './piece-jointe.type';

const LUES = ['id', 'intitule', 'type', 'taille', 'empreinte', 'etat', 'institution', 'jointeLe', 'medicale'] as const;

export interface PieceLue {
  readonly medicale: boolean;
  readonly piece: PieceJointe;
}

/** The attachments of each text that they go with, medical or not, in the order of time; one statement for all. */
export const piecesDe = (a: 'informationId' | 'saisineId') => (context: { readonly lecture: Lecture }) =>
  loader<readonly PieceLue[], readonly never[]>(
    context,
    `pieces.${a}`,
    async (ids) => {
      const rows = await context.lecture
        .createQueryBuilder(PieceRow, 'p')
        .select([...LUES, a].map((colonne) => `p.${colonne}`))
        .where(`p.${a} = ANY(:ids::uuid[])`, { ids: ids.filter(isUuid) })
        .orderBy('p.id')
        .getMany();
      return new Map(
        [...groupBy(rows, (row) => row[a] ?? '')].map(([id, groupe]) => [
          id,
          groupe.map((row) => ({ medicale: row.medicale === true, piece: publierPiece(row) })),
        ]),
      );
    },
    [],
  );
