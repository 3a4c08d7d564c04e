import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../../context';
import { piecesDe } from '../../../published/lire-pieces';
import { payload } from '../../../published/payload';
import { DepotPayload } from '../cycle/cycle.type';
import { InformationPreoccupante } from '../information-preoccupante.type';
import { joindrePiece } from './joindre-piece';
import { JoindrePieceInput } from './piece.input';
import { PieceJointe } from '../../../published/piece-jointe.type';

const pieces = piecesDe('informationId');

@Resolver(() => InformationPreoccupante)
export class PieceResolver {
  @FieldResolver(() => [PieceJointe], {
    nullable: true,
    description: 'Pièces jointes sans contenu médical, 20 au plus.',
  })
  pieces(@Root() information: InformationPreoccupante, @Ctx() context: HubContext): Promise<PieceJointe[]> {
    return lire(information, context, false);
  }

  @FieldResolver(() => [PieceJointe], { nullable: true, description: 'Pièces jointes au contenu médical.' })
  piecesMedicales(@Root() information: InformationPreoccupante, @Ctx() context: HubContext): Promise<PieceJointe[]> {
    return lire(information, context, true);
  }

  @Mutation(() => DepotPayload, {
    description:
      'Joint à une information préoccupante une pièce déjà envoyée : par qui a transmis l’information, ou par la CRIP. L’accusé porte l’identifiant de la pièce.',
  })
  joindrePiece(
    @Arg('input', () => JoindrePieceInput) input: JoindrePieceInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(joindrePiece(context.actor.role), input));
  }
}

async function lire({ id }: InformationPreoccupante, context: HubContext, medicales: boolean): Promise<PieceJointe[]> {
  const toutes = await pieces(context).load(id);
  return toutes.filter(({ medicale }) => medicale === medicales).map(({ piece }) => piece);
}
