import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ETATS_PIECE, type EtatPiece as Etat, type PieceRow } from '../platform/pieces/piece.entity';
import { published } from './enums';
import { Horodatage } from './scalars';

const { EN_COURS: _enCours, A_DETRUIRE: _aDetruire, ...JOINTES } = ETATS_PIECE;
export const EtatPiece = published('EtatPiece', 'Où en est une pièce jointe.', JOINTES);

@Directive('@shareable')
@ObjectType({
  description:
    'Pièce jointe à une information préoccupante ou à une réponse ; ses octets se lisent à `GET /pieces/<id>`.',
})
export class PieceJointe {
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Intitulé donné par qui l’a jointe.' })
  intitule?: string | null;

  @Field(() => String, { description: 'Type de média.' })
  type!: string;

  @Field(() => Int, { description: 'Taille, en octets.' })
  taille!: number;

  @Field(() => String, { description: 'SHA-256 de ses octets, en hexadécimal.' })
  empreinte!: string;

  @Field(() => EtatPiece, { description: 'État : elle ne se lit que saine, ou non analysée faute d’antivirus.' })
  etat!: Etat;

  @Field(() => String, { description: 'Institution qui l’a jointe.' })
  jointePar!: string;

  @Field(() => Horodatage, { description: 'Quand elle a été jointe.' })
  jointeLe!: string;
}

@InputType({ description: 'Pièce à joindre, déjà envoyée par `POST /pieces`.' })
export class PieceAJoindreInput {
  @Field(() => ID, { description: 'Pièce : identifiant rendu par `POST /pieces`.' })
  pieceId!: string;

  @Field(() => String, { description: 'SHA-256 de ses octets, en hexadécimal : ce que le reçu atteste.' })
  empreinte!: string;

  @Field(() => String, { description: 'Intitulé : « certificat médical initial », « photographie d’un dessin ».' })
  intitule!: string;
}

export function publierPiece(row: Omit<PieceRow, 'cle'>): PieceJointe {
  const { id, intitule, type, taille, empreinte, etat, institution, jointeLe } = row;
  return Object.assign(new PieceJointe(), {
    ...{ id, intitule, type, taille, empreinte, etat, jointePar: institution },
    jointeLe: jointeLe?.toISOString() ?? '',
  });
}
