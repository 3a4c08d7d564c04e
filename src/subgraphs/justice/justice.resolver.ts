import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { HubContext } from '../../context';
import { HubError } from '../../domain/errors';
import { AccuseReception, ResultatActe } from '../../published/accuse-reception.type';
import { PageArgs } from '../../published/connection';
import { payload } from '../../published/payload';
import { Horodatage } from '../../published/scalars';
import { DecisionJuge } from './decision.type';
import { decisionsDeLEnfant } from './lire-decisions';
import { lireMesures, mesures, mesuresDeLEnfant } from './lire-mesures-urgentes';
import { NotifierMesureUrgenteInput } from './mesure-urgente.input';
import { Enfant, MesureUrgente, MesureUrgenteConnection } from './mesure-urgente.type';
import { notifierMesureUrgente } from './notifier-mesure-urgente';

@InputType({ description: 'Filtre des mesures urgentes.' })
export class FiltreMesuresInput {
  @Field(() => Horodatage, { nullable: true, description: 'Prises à partir de cet instant.' })
  priseApres?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Prises avant cet instant.' })
  priseAvant?: string | null;

  @Field(() => String, { nullable: true, description: 'Numéro de parquet exact.' })
  numeroParquet?: string | null;

  @Field(() => String, { nullable: true, description: 'Référence exacte.' })
  reference?: string | null;
}

@ObjectType({ description: 'Résultat de `notifierMesureUrgente`.' })
export class NotifierMesureUrgentePayload extends ResultatActe {
  @Field(() => AccuseReception, { nullable: true, description: "Accusé de réception ; absent si l'envoi est refusé." })
  accuseReception?: AccuseReception | null;
}

@Resolver(() => Enfant)
export class EnfantResolver {
  @FieldResolver(() => [MesureUrgente], {
    nullable: true,
    description: 'Mesures urgentes de cet enfant que votre institution peut lire, 20 au plus.',
  })
  mesuresUrgentes(@Root() { id }: Enfant, @Ctx() context: HubContext): Promise<MesureUrgente[]> {
    return mesuresDeLEnfant(context).load(id);
  }

  @FieldResolver(() => [DecisionJuge], {
    nullable: true,
    description: 'Décisions du juge des enfants sur cet enfant que votre institution peut lire, 20 au plus.',
  })
  decisions(@Root() { id }: Enfant, @Ctx() context: HubContext): Promise<DecisionJuge[]> {
    return decisionsDeLEnfant(context).load(id);
  }
}

@Resolver(() => MesureUrgente)
export class MesureUrgenteResolver {
  @Query(() => MesureUrgenteConnection, {
    description: 'Mesures urgentes que votre institution peut lire, de la plus récente à la plus ancienne.',
  })
  async mesuresUrgentes(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filtre', () => FiltreMesuresInput, { nullable: true, description: 'Filtre.' })
    filtre: FiltreMesuresInput | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return lireMesures(context, args, filtre ?? {});
  }

  @Query(() => MesureUrgente, { nullable: true, description: 'Une mesure urgente.' })
  async mesureUrgente(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<MesureUrgente> {
    const mesure = await mesures(context).load(id);
    if (!mesure) throw new HubError('NOT_FOUND');
    return mesure;
  }

  @Mutation(() => NotifierMesureUrgentePayload, {
    description:
      "Notifie une mesure urgente (C. civ. 375-5) à l'ASE du territoire, aussitôt. Un placement ouvre le délai J1 et l'échelle d'astreinte ; une interdiction de sortie du territoire, le délai J9.",
  })
  notifierMesureUrgente(
    @Arg('input', () => NotifierMesureUrgenteInput) input: NotifierMesureUrgenteInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(notifierMesureUrgente, input));
  }

  @FieldResolver(() => Enfant, { nullable: true, description: "L'enfant." })
  enfant(@Root() { enfantId }: MesureUrgente): Enfant {
    return Object.assign(new Enfant(), { id: enfantId });
  }
}
