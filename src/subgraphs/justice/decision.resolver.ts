import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../context';
import { HubError } from '../../domain/errors';
import type { NatureDecision as CodeNature } from '../../domain/mesures-judiciaires';
import { PageArgs } from '../../published/connection';
import { payload } from '../../published/payload';
import { Horodatage } from '../../published/scalars';
import { NotifierDecisionInput, ProlongerMesureProvisoireInput } from './decision.input';
import { DecisionJuge, DecisionJugeConnection } from './decision.type';
import { NatureDecision } from './enums';
import { decisions, lireDecisions } from './lire-decisions';
import { requetes } from './lire-requetes';
import { Enfant } from './mesure-urgente.type';
import { notifierDecision } from './notifier-decision';
import { NotifierDecisionPayload, ProlongerMesureProvisoirePayload } from './payloads.type';
import { prolongerMesureProvisoire } from './prolonger-mesure-provisoire';
import { RequeteJuge } from './requete.type';

@InputType({ description: 'Filtre des décisions du juge des enfants.' })
export class FiltreDecisionsInput {
  @Field(() => NatureDecision, { nullable: true, description: 'Nature exacte.' })
  nature?: CodeNature | null;

  @Field(() => Horodatage, { nullable: true, description: 'Rendues à partir de cet instant.' })
  rendueApres?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Rendues avant cet instant.' })
  rendueAvant?: string | null;

  @Field(() => String, { nullable: true, description: 'Référence exacte.' })
  reference?: string | null;
}

@Resolver(() => DecisionJuge)
export class DecisionJugeResolver {
  @Query(() => DecisionJugeConnection, {
    description: 'Décisions que votre institution peut lire, de la plus récente à la plus ancienne.',
  })
  async decisions(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filtre', () => FiltreDecisionsInput, { nullable: true, description: 'Filtre.' })
    filtre: FiltreDecisionsInput | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return lireDecisions(context, args, filtre ?? {});
  }

  @Query(() => DecisionJuge, { nullable: true, description: 'Une décision du juge des enfants.' })
  async decision(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<DecisionJuge> {
    const lue = await decisions(context).load(id);
    if (!lue) throw new HubError('NOT_FOUND');
    return lue;
  }

  @Mutation(() => NotifierDecisionPayload, {
    description:
      "Notifie une décision du juge des enfants : ses délais s'ouvrent, la mesure qu'elle ordonne est suivie par l'ASE.",
  })
  notifierDecision(
    @Arg('input', () => NotifierDecisionInput) input: NotifierDecisionInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(notifierDecision, input));
  }

  @Mutation(() => ProlongerMesureProvisoirePayload, {
    description: 'Prolonge une mesure provisoire, une fois, avant la fin de ses six mois (CPC 1185 al. 2).',
  })
  prolongerMesureProvisoire(
    @Arg('input', () => ProlongerMesureProvisoireInput) input: ProlongerMesureProvisoireInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(prolongerMesureProvisoire, input));
  }

  @FieldResolver(() => Enfant, { nullable: true, description: "L'enfant." })
  enfant(@Root() { enfantId }: DecisionJuge): Enfant {
    return Object.assign(new Enfant(), { id: enfantId });
  }

  @FieldResolver(() => RequeteJuge, { nullable: true, description: 'Requête à laquelle elle répond.' })
  async requete(@Root() { requeteId }: DecisionJuge, @Ctx() context: HubContext): Promise<RequeteJuge | null> {
    return requeteId === null ? null : ((await requetes(context).load(requeteId)) ?? null);
  }
}
