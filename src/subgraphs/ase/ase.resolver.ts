import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../context';
import type * as codes from '../../domain/code-lists';
import * as enums from '../../published/enums';
import { piecesDe } from '../../published/lire-pieces';
import { payload } from '../../published/payload';
import { PieceJointe } from '../../published/piece-jointe.type';
import { accuserReception } from './accuser-reception';
import { AccuserReceptionInput, RepondreSaisineDefenseurInput } from './ase.input';
import {
  AccuserReceptionPayload,
  MesureUrgente,
  ReceptionMesure,
  RepondreSaisineDefenseurPayload,
  ReponseSaisine,
  SaisineDefenseur,
} from './ase.type';
import { receptions, suitesSaisines } from './lire-receptions';
import { repondreSaisineDefenseur } from './repondre-saisine-defenseur';

@Resolver(() => MesureUrgente)
export class MesureUrgenteResolver {
  @FieldResolver(() => ReceptionMesure, {
    nullable: true,
    description: "Réception par l'ASE, en direct : lue par le parquet qui a ordonné la mesure, l'ASE et la CRIP.",
  })
  reception(@Root() { id }: MesureUrgente, @Ctx() context: HubContext): Promise<ReceptionMesure | null> {
    return receptions(context).load(id);
  }

  @Mutation(() => AccuserReceptionPayload, {
    description: "Accuse réception d'une mesure urgente : l'échelle d'astreinte s'arrête, le parquet est avisé.",
  })
  accuserReception(
    @Arg('input', () => AccuserReceptionInput) input: AccuserReceptionInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuse', context.act(accuserReception, input));
  }
}

const pieces = piecesDe('saisineId');

@Resolver(() => ReponseSaisine)
export class ReponseSaisineResolver {
  @FieldResolver(() => [PieceJointe], { nullable: true, description: 'Pièces jointes à la réponse, 20 au plus.' })
  async pieces(@Root() { saisineId }: ReponseSaisine, @Ctx() context: HubContext): Promise<PieceJointe[]> {
    return (await pieces(context).load(saisineId)).map(({ piece }) => piece);
  }
}

@Resolver(() => SaisineDefenseur)
export class SaisineDefenseurResolver {
  @FieldResolver(() => enums.EtatSaisine, { nullable: true, description: 'État.' })
  async etat(@Root() { id }: SaisineDefenseur, @Ctx() context: HubContext): Promise<codes.EtatSaisine | null> {
    return (await suitesSaisines(context).load(id))?.etat ?? null;
  }

  @FieldResolver(() => ReponseSaisine, {
    nullable: true,
    description: 'Réponse du département, quand elle est donnée.',
  })
  async reponse(@Root() { id }: SaisineDefenseur, @Ctx() context: HubContext): Promise<ReponseSaisine | null> {
    return (await suitesSaisines(context).load(id))?.reponse ?? null;
  }

  @Mutation(() => RepondreSaisineDefenseurPayload, {
    description: 'Répond au Défenseur dans le délai qu’il a fixé (LO 2011-333 art. 18 et 25).',
  })
  repondreSaisineDefenseur(
    @Arg('input', () => RepondreSaisineDefenseurInput) input: RepondreSaisineDefenseurInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('reponse', context.act(repondreSaisineDefenseur, input));
  }
}
