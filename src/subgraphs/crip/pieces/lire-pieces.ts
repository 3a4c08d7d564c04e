import type { HubContext } from '../../../context';
import { PieceRow } from '../../../platform/pieces/piece.entity';
import { groupBy, loader } from '../../../platform/loaders';
import { isUuid } from '../../../published/connection';
import { publierPiece, type PieceJointe } from './piece.type';

const LUES = ['id', 'intitule', 'type', 'taille', 'empreinte', 'etat', 'institution', 'jointeLe'] as const;

/** The attachments of each information, medical or not, in the order of time; one statement for all. */
export const pieces = (context: HubContext) =>
  loader<readonly { readonly medicale: boolean; readonly piece: PieceJointe }[], readonly never[]>(
    context,
    'crip.pieces',
    async (informationIds) => {
      const rows = await context.lecture
        .createQueryBuilder(PieceRow, 'p')
        .select([...LUES, 'medicale' as const, 'informationId' as const].map((colonne) => `p.${colonne}`))
        .where('p.informationId = ANY(:ids::uuid[])', { ids: informationIds.filter(isUuid) })
        .orderBy('p.id')
        .getMany();
      const groupes = groupBy(rows, ({ informationId }) => informationId ?? '');
      return new Map(
        [...groupes].map(([id, groupe]) => [
          id,
          groupe.map((row) => ({ medicale: row.medicale === true, piece: publierPiece(row) })),
        ]),
      );
    },
    [],
  );
