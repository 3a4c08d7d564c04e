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
import type { Finalite } from '../../domain/access-finalites';
import type * as codes from '../../domain/code-lists';
import type { EtatInformation } from '../../domain/transitions';
import { HubError } from '../../domain/errors';
import { AccuseReception, ResultatActe } from '../../published/accuse-reception.type';
import { PageArgs } from '../../published/connection';
import * as enums from '../../published/enums';
import { payload } from '../../published/payload';
import { Horodatage } from '../../published/scalars';
import { DepotPayload } from './cycle/cycle.type';
import { enfants } from './enfant.reference';
import { Enfant } from './enfant.type';
import { enregistrerInformation } from './enregistrer-information';
import { EnregistrerInformationInput } from './enregistrer-information.input';
import { TransmettreInformationPreoccupanteInput } from './information-preoccupante.input';
import { InformationPreoccupante, InformationPreoccupanteConnection } from './information-preoccupante.type';
import { informations, informationsDeLEnfant, lireInformations } from './lire-informations-preoccupantes';
import { transmettreInformationPreoccupante } from './transmettre-information-preoccupante';

@InputType({ description: 'Filtre des informations préoccupantes.' })
export class FiltreInformationsInput {
  @Field(() => enums.EtatInformation, { nullable: true, description: 'État.' })
  etat?: EtatInformation | null;

  @Field(() => enums.Urgence, { nullable: true, description: 'Urgence.' })
  urgence?: codes.Urgence | null;

  @Field(() => Horodatage, { nullable: true, description: 'Reçues à partir de cet instant.' })
  recueApres?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Reçues avant cet instant.' })
  recueAvant?: string | null;

  @Field(() => String, { nullable: true, description: 'Référence exacte.' })
  reference?: string | null;
}

@ObjectType({ description: 'Résultat de `transmettreInformationPreoccupante`.' })
export class TransmettreInformationPreoccupantePayload extends ResultatActe {
  @Field(() => AccuseReception, { nullable: true, description: "Accusé de réception ; absent si l'envoi est refusé." })
  accuseReception?: AccuseReception | null;
}

@Resolver(() => Enfant)
export class EnfantResolver {
  @Query(() => Enfant, {
    nullable: true,
    description: 'Enfant, réuni à travers les institutions. Illisible ou inexistant : la même réponse `NOT_FOUND`.',
  })
  async enfant(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Arg('finalite', () => enums.Finalite, {
      description: 'Pour quoi la fiche est ouverte : une par opération, parmi celles de votre institution.',
    })
    finalite: Finalite,
    @Ctx() context: HubContext,
  ): Promise<Enfant> {
    if (context.finalite !== finalite) throw new HubError('FINALITE_REFUSEE');
    const enfant = await enfants(context).load(id);
    if (!enfant) throw new HubError('NOT_FOUND');
    return enfant;
  }

  @FieldResolver(() => [InformationPreoccupante], {
    nullable: true,
    description: 'Informations préoccupantes de cet enfant que votre institution peut lire, 20 au plus.',
  })
  informationsPreoccupantes(@Root() { id }: Enfant, @Ctx() context: HubContext): Promise<InformationPreoccupante[]> {
    return informationsDeLEnfant(context).load(id);
  }
}

@Resolver(() => InformationPreoccupante)
export class InformationPreoccupanteResolver {
  @Query(() => InformationPreoccupanteConnection, {
    description: 'Informations préoccupantes que votre institution peut lire, de la plus récente à la plus ancienne.',
  })
  async informationsPreoccupantes(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filtre', () => FiltreInformationsInput, { nullable: true, description: 'Filtre.' })
    filtre: FiltreInformationsInput | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return lireInformations(context, args, filtre ?? {});
  }

  @Query(() => InformationPreoccupante, { nullable: true, description: 'Une information préoccupante.' })
  async informationPreoccupante(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<InformationPreoccupante> {
    const information = await informations(context).load(id);
    if (!information) throw new HubError('NOT_FOUND');
    return information;
  }

  @Mutation(() => TransmettreInformationPreoccupantePayload, {
    description:
      "Transmet une information préoccupante à la CRIP de la collectivité où vit l'enfant (CASF L226-2-1). L'accusé n'est rendu qu'après l'écriture.",
  })
  transmettreInformationPreoccupante(
    @Arg('input', () => TransmettreInformationPreoccupanteInput) input: TransmettreInformationPreoccupanteInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(transmettreInformationPreoccupante, input));
  }

  @Mutation(() => DepotPayload, {
    description:
      "La CRIP enregistre une information parvenue hors du hub (appel, courrier, visite) ; le délai d'évaluation court de sa réception, le retour est dû selon qui l'a transmise (CASF L226-3, L226-5).",
  })
  enregistrerInformation(
    @Arg('input', () => EnregistrerInformationInput) input: EnregistrerInformationInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(enregistrerInformation, input));
  }

  @FieldResolver(() => Enfant, { nullable: true, description: "L'enfant." })
  async enfant(@Root() { enfantId }: InformationPreoccupante, @Ctx() context: HubContext): Promise<Enfant | null> {
    return (await enfants(context).load(enfantId)) ?? null;
  }
}
