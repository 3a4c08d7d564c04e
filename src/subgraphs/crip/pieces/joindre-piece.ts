import { defineAct } from '../../../act';
import type { Role } from '../../../auth/actor';
import { HubError, refus } from '../../../domain/errors';
import { PIECES_MAX } from '../../../domain/pieces';
import { TYPES_SOIGNANTS, type TypeInstitution } from '../../../domain/code-lists';
import type { Tx } from '../../../platform/database';
import { PieceRow, type EtatPiece } from '../../../platform/pieces/piece.entity';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { isUuid } from '../../../published/connection';
import type { JoindrePieceInput } from './piece.input';

const SHA256 = /^[0-9a-f]{64}$/;

const INFORMATION = `
  SELECT id, reference, enfant_id "enfantId", collectivite, emetteur_type "emetteurType",
         (SELECT count(*)::int FROM hub.piece p WHERE p.information_id = i.id) pieces
  FROM crip.information_preoccupante i WHERE id = $1 AND`;
const PIECE = `
  SELECT id, etat, empreinte, cle, information_id "informationId" FROM hub.piece
  WHERE id = $1 AND institution = $2 AND etat NOT IN ('EN_COURS', 'A_DETRUIRE') FOR UPDATE`;
const JOINDRE = `
  UPDATE hub.piece SET cle = $2, intitule = $3, medicale = $4, information_id = $5, objet_id = $6, jointe_le = $7
  WHERE id = $1`;

interface Information {
  readonly id: string;
  readonly reference: string;
  readonly enfantId: string;
  readonly collectivite: string;
  readonly emetteurType: TypeInstitution;
  readonly pieces: number;
}

interface Piece {
  readonly id: string;
  readonly etat: EtatPiece;
  readonly empreinte: string;
  readonly cle: string | null;
  readonly informationId: string | null;
}

/** An element that the evaluation needs goes with the information (CASF L226-2-1, L226-2-2): its key becomes the child's. */
function joindrePar(roles: readonly Role[], scope: string, chez: string) {
  return defineAct<JoindrePieceInput, AccuseReception>({
    name: 'joindrePiece',
    roles,
    scope,
    controler: (c, { idempotencyKey, intitule, empreinte }) => {
      c.longueur(['idempotencyKey'], idempotencyKey);
      c.texte(['intitule'], intitule);
      if (!SHA256.test(empreinte))
        c.refuser(['empreinte'], 'VALEUR_INVALIDE', 'empreinte : un SHA-256 a 64 chiffres hexadécimaux en minuscules.');
    },
    perform: async (
      tx,
      { informationId, pieceId, empreinte, intitule, medicale },
      { actor, now, empreinte: envoi },
    ) => {
      const values = [informationId, actor.role === 'crip' ? actor.territoire : actor.institution];
      const [information] = isUuid(informationId) ? await tx.query<Information>(`${INFORMATION} ${chez}`, values) : [];
      if (!information) throw new HubError('NOT_FOUND');
      const { id, reference, enfantId, collectivite, emetteurType } = information;
      const piece = await exigerJoignable(tx, pieceId, actor.institution, empreinte);
      if (information.pieces >= PIECES_MAX)
        throw refus('informationId', 'ETAT_INCOMPATIBLE', `une information a ${String(PIECES_MAX)} pièces au plus.`);
      const soignant = actor.role !== 'crip' && TYPES_SOIGNANTS.includes(emetteurType);
      const scellee = await tx.sceller(PieceRow, { id: pieceId, cle: piece.cle, intitule }, enfantId);
      await tx.query(JOINDRE, [pieceId, scellee.cle, scellee.intitule, medicale || soignant, id, enfantId, now]);
      return {
        reponse: { id: pieceId, reference, recueLe: now.toISOString(), empreinte: envoi, echeances: [] },
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

async function exigerJoignable(tx: Tx, pieceId: string, institution: string, empreinte: string): Promise<Piece> {
  const lues = isUuid(pieceId) ? await tx.query<Piece>(PIECE, [pieceId, institution]) : [];
  const [piece] = await tx.ouvrir(PieceRow, lues);
  if (!piece)
    throw refus('pieceId', 'INCONNU', 'aucune pièce de votre institution ne porte cet identifiant, ou elle a expiré.');
  if (piece.informationId !== null)
    throw refus('pieceId', 'DEJA_FAIT', 'cette pièce est déjà jointe à une information.');
  if (piece.etat === 'INFECTEE' || piece.cle === null)
    throw refus('pieceId', 'ETAT_INCOMPATIBLE', 'l’antivirus a refusé cette pièce : son contenu est détruit.');
  if (piece.empreinte !== empreinte)
    throw refus('empreinte', 'VALEUR_INVALIDE', 'ce n’est pas celle des octets que le hub a reçus.');
  return piece;
}

const parLEmetteur = joindrePar(
  ['college', 'dsden', 'hopital', 'snated', 'defenseur'],
  'ip:transmettre',
  'emetteur_institution = $2',
);
const parLaCrip = joindrePar(['crip'], 'ip:traiter', 'collectivite = $2');

export const joindrePiece = (role: Role) => (role === 'crip' ? parLaCrip : parLEmetteur);
