import { validate } from 'uuid';
import type { Controle } from '../../domain/controle';
import { refus } from '../../domain/errors';
import type { Tx } from '../database';
import { PieceRow, type EtatPiece } from './piece.entity';

const SHA256 = /^[0-9a-f]{64}$/;

/** What its sender says of an attachment whose bytes the hub has already. */
export interface PieceAJoindre {
  readonly pieceId: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly empreinte: string;
  readonly intitule: string;
}

export function controlerPiece(c: Controle, { empreinte, intitule }: PieceAJoindre): void {
  c.texte(['intitule'], intitule);
  if (!SHA256.test(empreinte))
    c.refuser(['empreinte'], 'VALEUR_INVALIDE', 'empreinte : un SHA-256 a 64 chiffres hexadécimaux en minuscules.');
}

/** What it goes with, whose readers become its own, and the child whose key becomes its own. */
interface Sort {
  readonly a: { readonly informationId: string } | { readonly saisineId: string };
  readonly enfantId: string;
  readonly medicale: boolean;
  /** Who sent it, and nobody else, joins it. */
  readonly institution: string;
  readonly now: Date;
  /** Where it is in the input. */
  readonly path: readonly string[];
}

interface Piece {
  readonly id: string;
  readonly etat: EtatPiece;
  readonly empreinte: string;
  readonly cle: string | null;
  readonly jointe: boolean;
}

const PIECE = `
  SELECT id, etat, empreinte, cle, num_nonnulls(information_id, saisine_id) > 0 jointe FROM hub.piece
  WHERE id = $1 AND institution = $2 AND etat NOT IN ('EN_COURS', 'A_DETRUIRE') FOR UPDATE`;
const JOINDRE = `
  UPDATE hub.piece SET cle = $2, intitule = $3, medicale = $4, information_id = $5, saisine_id = $6, objet_id = $7,
    jointe_le = $8
  WHERE id = $1`;

/** @throws RefusError when it is not there, not what was announced, or not free */
export async function joindre(tx: Tx, piece: PieceAJoindre, sort: Sort): Promise<void> {
  const { pieceId: id, intitule } = piece;
  const { a, enfantId, medicale, now } = sort;
  const { cle } = await exigerJoignable(tx, piece, sort);
  const scellee = await tx.sceller(PieceRow, { id, cle, intitule }, enfantId);
  const cibles = ['informationId' in a ? a.informationId : null, 'saisineId' in a ? a.saisineId : null];
  await tx.query(JOINDRE, [id, scellee.cle, scellee.intitule, medicale, ...cibles, enfantId, now]);
}

async function exigerJoignable(
  tx: Tx,
  { pieceId, empreinte }: PieceAJoindre,
  { institution, path }: Sort,
): Promise<Piece> {
  const ici = [...path, 'pieceId'];
  const lues = validate(pieceId) ? await tx.query<Piece>(PIECE, [pieceId, institution]) : [];
  const [piece] = await tx.ouvrir(PieceRow, lues);
  if (!piece)
    throw refus(ici, 'INCONNU', 'aucune pièce de votre institution ne porte cet identifiant, ou elle a expiré.');
  if (piece.jointe) throw refus(ici, 'DEJA_FAIT', 'cette pièce est déjà jointe.');
  if (piece.etat === 'INFECTEE' || piece.cle === null)
    throw refus(ici, 'ETAT_INCOMPATIBLE', 'l’antivirus a refusé cette pièce : son contenu est détruit.');
  if (piece.empreinte !== empreinte)
    throw refus([...path, 'empreinte'], 'VALEUR_INVALIDE', 'ce n’est pas celle des octets que le hub a reçus.');
  return piece;
}

/** What another hub handed over with a file: its bytes are here, kept for the CRIP that receives it. */
export interface PieceTransferee {
  readonly id: string;
  readonly intitule: string | null;
  readonly medicale: boolean;
  readonly informationId: string;
  readonly enfantId: string;
}

const GARDEES = 'SELECT id, cle FROM hub.piece WHERE id = ANY($1) ORDER BY id FOR UPDATE';
const JOINDRE_TOUTES = `
  UPDATE hub.piece p SET cle = une.cle, intitule = une.intitule, medicale = une.medicale,
    information_id = une.information_id, objet_id = une.enfant_id, jointe_le = $7
  FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::boolean[], $5::uuid[], $6::uuid[])
    AS une(id, cle, intitule, medicale, information_id, enfant_id)
  WHERE p.id = une.id`;

/** Each under its child's key from then on; one that the scanner has refused is joined as such, without its bytes. */
export async function joindreTransferees(tx: Tx, pieces: readonly PieceTransferee[], now: Date): Promise<void> {
  if (pieces.length === 0) return;
  const lues = await tx.query<{ id: string; cle: string | null }>(GARDEES, [pieces.map(({ id }) => id)]);
  const cles = new Map((await tx.ouvrir(PieceRow, lues)).map(({ id, cle }) => [id, cle]));
  const scellees: (PieceTransferee & { readonly cle: string | null })[] = [];
  for (const enfantId of new Set(pieces.map((une) => une.enfantId))) {
    const siennes = pieces.filter((une) => une.enfantId === enfantId);
    const lignes = siennes.map((une) => ({ ...une, cle: cles.get(une.id) ?? null }));
    scellees.push(...(await tx.scellerTous(PieceRow, lignes, enfantId)));
  }
  const colonne = <K extends keyof (typeof scellees)[number]>(nom: K) => scellees.map((une) => une[nom]);
  await tx.query(JOINDRE_TOUTES, [
    ...[colonne('id'), colonne('cle'), colonne('intitule'), colonne('medicale')],
    ...[colonne('informationId'), colonne('enfantId'), now],
  ]);
}
