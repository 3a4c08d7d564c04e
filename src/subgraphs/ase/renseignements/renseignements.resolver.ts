import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Accompli } from '../../../act';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import { PageArgs } from '../../../published/connection';
import { payload } from '../../../published/payload';
import { Enfant } from '../mesures/mesure.type';
import { interrogerCollectivite } from './interroger-collectivite';
import { correspondances, lireRenseignements, relireRenseignements, renseignements } from './lire-renseignements';
import { InterrogerCollectiviteInput, RepondreCollectiviteInput } from './renseignements.input';
import {
  DemandeRenseignements,
  DemandeRenseignementsConnection,
  InterrogerCollectivitePayload,
  RepondreCollectivitePayload,
} from './renseignements.type';
import { repondreCollectivite } from './repondre-collectivite';

@Resolver(() => DemandeRenseignements)
export class RenseignementsResolver {
  @Query(() => DemandeRenseignementsConnection, {
    description:
      'Demandes de renseignements dont votre collectivité est une extrémité, de la plus récente à la plus ancienne.',
  })
  async demandesRenseignements(@Args(() => PageArgs) args: PageArgs, @Ctx() context: HubContext): Promise<unknown> {
    return lireRenseignements(context, args);
  }

  @Query(() => DemandeRenseignements, { nullable: true, description: 'Une demande de renseignements.' })
  async demandeRenseignements(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<DemandeRenseignements> {
    const demande = await renseignements(context).load(id);
    if (!demande) throw new HubError('NOT_FOUND');
    return demande;
  }

  @Mutation(() => InterrogerCollectivitePayload, {
    description:
      'Interroge une autre collectivité sur un enfant et sa famille (CASF L221-3 al. 3). Rien ne dit à qui interroge si l’enfant y est connu, avant qu’un agent y réponde.',
  })
  interrogerCollectivite(
    @Arg('input', () => InterrogerCollectiviteInput) input: InterrogerCollectiviteInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(interrogerCollectivite, input));
  }

  @Mutation(() => RepondreCollectivitePayload, {
    description:
      'Transmet ce que votre collectivité sait de l’enfant, ou dit qu’elle n’en sait rien (CASF L221-3 al. 3).',
  })
  repondreCollectivite(
    @Arg('input', () => RepondreCollectiviteInput) input: RepondreCollectiviteInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('demande', relue(context, context.act(repondreCollectivite, input)));
  }

  @FieldResolver(() => Enfant, { nullable: true, description: "L'enfant, pour qui interroge." })
  enfant(@Root() { enfantId, de }: DemandeRenseignements, @Ctx() { actor }: HubContext): Enfant | null {
    return actor.territoire === de ? Object.assign(new Enfant(), { id: enfantId }) : null;
  }

  @FieldResolver(() => [Enfant], {
    nullable: true,
    description: 'Enfants de mêmes traits que votre collectivité connaît, si elle est interrogée ; 20 au plus.',
  })
  async correspondances(@Root() demande: DemandeRenseignements, @Ctx() context: HubContext): Promise<Enfant[]> {
    return (await correspondances(context, demande)).map((id) => Object.assign(new Enfant(), { id }));
  }
}

async function relue(context: HubContext, acte: Promise<Accompli<string>>) {
  const { reponse, recu } = await acte;
  return { reponse: await relireRenseignements(context, reponse), recu };
}
