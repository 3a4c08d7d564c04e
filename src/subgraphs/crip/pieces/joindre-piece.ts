import { defineAct } from '../../../act';
import type { Role } from '../../../auth/actor';
import { HubError, refus } from '../../../domain/errors';
import { PIECES_MAX } from '../../../domain/pieces';
import { TYPES_SOIGNANTS, type TypeInstitution } from '../../../domain/code-lists';
import { controlerPiece, joindre } from '../../../platform/pieces/joindre';
import { enTransit } from '../../../platform/transferts/en-transit';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { isUuid } from '../../../published/connection';
import type { JoindrePieceInput } from './piece.input';

const INFORMATION = `
  SELECT id, reference, enfant_id "enfantId", collectivite, emetteur_type "emetteurType", transit_id "transitId",
         (SELECT count(*)::int FROM hub.piece p WHERE p.information_id = i.id) pieces
  FROM crip.information_preoccupante i WHERE id = $1 AND`;

interface Information {
  readonly id: string;
  readonly reference: string;
  readonly enfantId: string;
  readonly collectivite: string;
  readonly emetteurType: TypeInstitution;
  readonly pieces: number;
  readonly transitId: string | null;
}

/** An element that the evaluation needs goes with the information (CASF L226-2-1, L226-2-2): its key becomes the child's. */
function joindrePar(roles: readonly Role[], scope: string, chez: string) {
  return defineAct<JoindrePieceInput, AccuseReception>({
    name: 'joindrePiece',
    roles,
    scope,
    controler: (c, input) => {
      c.longueur(['idempotencyKey'], input.idempotencyKey);
      controlerPiece(c, input);
    },
    perform: async (tx, input, { actor, now, empreinte }) => {
      const { informationId, pieceId } = input;
      const values = [informationId, actor.role === 'crip' ? actor.territoire : actor.institution];
      const [information] = isUuid(informationId) ? await tx.query<Information>(`${INFORMATION} ${chez}`, values) : [];
      if (!information) throw new HubError('NOT_FOUND');
      if (information.transitId !== null) throw enTransit(['informationId']);
      const { id, reference, enfantId, collectivite, emetteurType } = information;
      if (information.pieces >= PIECES_MAX)
        throw refus('informationId', 'ETAT_INCOMPATIBLE', `une information a ${String(PIECES_MAX)} pièces au plus.`);
      const soignant = actor.role !== 'crip' && TYPES_SOIGNANTS.includes(emetteurType);
      const { institution } = actor;
      const medicale = input.medicale || soignant;
      await joindre(tx, input, { a: { informationId: id }, enfantId, medicale, institution, now, path: [] });
      return {
        reponse: { id: pieceId, reference, recueLe: now.toISOString(), empreinte, echeances: [] },
        ecritures: [],
        evenements: [{ type: 'piece.jointe', sujetId: id, portee: { collectivite } }],
        objet: [
          { type: 'Piece', id: pieceId },
          { type: 'InformationPreoccupante', id },
        ],
      };
    },
  });
}

const parLEmetteur = joindrePar(
  ['college', 'dsden', 'hopital', 'snated', 'defenseur'],
  'ip:transmettre',
  'emetteur_institution = $2',
);
const parLaCrip = joindrePar(['crip'], 'ip:traiter', 'collectivite = $2');

export const joindrePiece = (role: Role) => (role === 'crip' ? parLaCrip : parLEmetteur);
