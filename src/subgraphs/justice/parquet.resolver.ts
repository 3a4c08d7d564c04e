import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../context';
import { HubError } from '../../domain/errors';
import { PageArgs } from '../../published/connection';
import { payload } from '../../published/payload';
import { Horodatage } from '../../published/scalars';
import { enregistrerSuites } from './enregistrer-suites';
import { mesures } from './lire-mesures-urgentes';
import { lireRequetes, requetes } from './lire-requetes';
import { lireSoitsTransmis, soitsTransmis } from './lire-soits-transmis';
import { Enfant, MesureUrgente } from './mesure-urgente.type';
import { EnregistrerSuitesInput, SaisirJugeDesEnfantsInput, TransmettreSoitTransmisInput } from './parquet.input';
import {
  EnregistrerSuitesPayload,
  FixerAudiencePayload,
  SaisirJugeDesEnfantsPayload,
  TransmettreSoitTransmisPayload,
} from './payloads.type';
import { FixerAudienceInput } from './audience.input';
import { fixerAudience } from './fixer-audience';
import { RequeteJuge, RequeteJugeConnection } from './requete.type';
import { saisirJugeDesEnfants } from './saisir-juge-des-enfants';
import { SoitTransmis, SoitTransmisConnection } from './soit-transmis.type';
import { transmettreSoitTransmis } from './transmettre-soit-transmis';

@InputType({ description: 'Filtre des soit-transmis.' })
export class FiltreSoitsTransmisInput {
  @Field(() => String, { nullable: true, description: 'Numéro de parquet exact.' })
  numeroParquet?: string | null;

  @Field(() => String, { nullable: true, description: 'Référence exacte.' })
  reference?: string | null;
}

@InputType({ description: 'Filtre des requêtes au juge des enfants.' })
export class FiltreRequetesInput {
  @Field(() => Horodatage, { nullable: true, description: 'Reçues au greffe à partir de cet instant.' })
  recueApres?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Reçues au greffe avant cet instant.' })
  recueAvant?: string | null;

  @Field(() => String, { nullable: true, description: 'Référence exacte.' })
  reference?: string | null;
}

@Resolver(() => SoitTransmis)
export class SoitTransmisResolver {
  @Query(() => SoitTransmisConnection, {
    description: 'Soit-transmis que votre institution peut lire, du plus récent au plus ancien.',
  })
  async soitsTransmis(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filtre', () => FiltreSoitsTransmisInput, { nullable: true, description: 'Filtre.' })
    filtre: FiltreSoitsTransmisInput | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return lireSoitsTransmis(context, args, filtre ?? {});
  }

  @Query(() => SoitTransmis, { nullable: true, description: 'Un soit-transmis.' })
  async soitTransmis(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<SoitTransmis> {
    const lu = await soitsTransmis(context).load(id);
    if (!lu) throw new HubError('NOT_FOUND');
    return lu;
  }

  @Mutation(() => EnregistrerSuitesPayload, {
    description: 'Enregistre la suite donnée à un signalement : la CRIP en est informée (CASF L226-4 I).',
  })
  enregistrerSuites(
    @Arg('input', () => EnregistrerSuitesInput) input: EnregistrerSuitesInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(enregistrerSuites, input));
  }

  @Mutation(() => TransmettreSoitTransmisPayload, {
    description: 'Transmet un soit-transmis à la CRIP : il y devient une information reçue, avec son délai.',
  })
  transmettreSoitTransmis(
    @Arg('input', () => TransmettreSoitTransmisInput) input: TransmettreSoitTransmisInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(transmettreSoitTransmis, input));
  }

  @FieldResolver(() => Enfant, { nullable: true, description: "L'enfant." })
  enfant(@Root() { enfantId }: SoitTransmis): Enfant {
    return Object.assign(new Enfant(), { id: enfantId });
  }
}

@Resolver(() => RequeteJuge)
export class RequeteJugeResolver {
  @Query(() => RequeteJugeConnection, {
    description: 'Requêtes au juge des enfants que votre institution peut lire, de la plus récente à la plus ancienne.',
  })
  async requetesJuge(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filtre', () => FiltreRequetesInput, { nullable: true, description: 'Filtre.' })
    filtre: FiltreRequetesInput | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return lireRequetes(context, args, filtre ?? {});
  }

  @Query(() => RequeteJuge, { nullable: true, description: 'Une requête au juge des enfants.' })
  async requeteJuge(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<RequeteJuge> {
    const lue = await requetes(context).load(id);
    if (!lue) throw new HubError('NOT_FOUND');
    return lue;
  }

  @Mutation(() => SaisirJugeDesEnfantsPayload, {
    description:
      'Dépose la requête du procureur : le délai de saisine (J1 ou J9) est tenu, celui du juge (J2) court de la réception au greffe.',
  })
  saisirJugeDesEnfants(
    @Arg('input', () => SaisirJugeDesEnfantsInput) input: SaisirJugeDesEnfantsInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(saisirJugeDesEnfants, input));
  }

  @FieldResolver(() => Enfant, { nullable: true, description: "L'enfant." })
  enfant(@Root() { enfantId }: RequeteJuge): Enfant {
    return Object.assign(new Enfant(), { id: enfantId });
  }

  @Mutation(() => FixerAudiencePayload, {
    description:
      "Fixe ou déplace l'audience sur une requête, ou note que les convocations sont parties : huit jours avant au moins (CPC 1188) ; le dossier se consulte jusqu'à la veille (CPC 1187).",
  })
  fixerAudience(
    @Arg('input', () => FixerAudienceInput) input: FixerAudienceInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(fixerAudience, input));
  }

  @FieldResolver(() => MesureUrgente, { nullable: true, description: 'Mesure urgente qui précède.' })
  async mesureUrgente(@Root() { mesureUrgenteId }: RequeteJuge, @Ctx() context: HubContext) {
    return mesureUrgenteId === null ? null : ((await mesures(context).load(mesureUrgenteId)) ?? null);
  }
}
