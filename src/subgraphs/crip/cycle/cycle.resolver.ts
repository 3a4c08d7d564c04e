import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import type { EcheancePubliee } from '../../../platform/echeances';
import { Echeance } from '../../../published/echeance.type';
import { PageArgs } from '../../../published/connection';
import { enfants } from '../enfant.reference';
import { Enfant } from '../enfant.type';
import { InformationPreoccupante } from '../information-preoccupante.type';
import { informations } from '../lire-informations-preoccupantes';
import { EtapeCycle, InformationTitulaires, Retour, Transmission, TransmissionConnection } from './cycle.type';
import { Demande, DemandeConnection, Evaluation } from './evaluation.type';
import {
  demandesDe,
  evaluations,
  historique,
  informationsTitulaires,
  retours,
  signalementsDe,
  transferts,
  transfertsEntreHubs,
} from './lire-cycle';
import { demandes, lireDemandes } from './lire-demandes';
import { lireSignalements, signalements } from './lire-signalements';
import { delaiDuRetour, dernierRetour, lireTransmissions } from './lire-transmissions';
import { Signalement, SignalementConnection } from './signalement.type';
import { TransfertEntreHubs } from './transfert-entre-hubs.type';
import { TransfertInformation } from './transfert.type';

@Resolver(() => InformationPreoccupante)
export class CycleResolver {
  @FieldResolver(() => [EtapeCycle], { nullable: true, description: 'Chaque pas de sa vie ; lu par la CRIP et l’ASE.' })
  historique(@Root() { id }: InformationPreoccupante, @Ctx() context: HubContext): Promise<EtapeCycle[]> {
    return historique(context).load(id);
  }

  @FieldResolver(() => [Evaluation], {
    nullable: true,
    description: 'Évaluations ; lues par la CRIP, l’ASE et le parquet saisi.',
  })
  evaluations(@Root() { id }: InformationPreoccupante, @Ctx() context: HubContext): Promise<Evaluation[]> {
    return evaluations(context).load(id);
  }

  @FieldResolver(() => [Demande], {
    nullable: true,
    description: 'Demandes faites à d’autres institutions ; lues par la CRIP et l’ASE.',
  })
  demandes(@Root() { id }: InformationPreoccupante, @Ctx() context: HubContext): Promise<Demande[]> {
    return demandesDe(context).load(id);
  }

  @FieldResolver(() => [Signalement], {
    nullable: true,
    description: 'Signalements qui en sont issus ; lus par la CRIP et l’ASE.',
  })
  signalements(@Root() { id }: InformationPreoccupante, @Ctx() context: HubContext): Promise<Signalement[]> {
    return signalementsDe(context).load(id);
  }

  @FieldResolver(() => [Retour], {
    nullable: true,
    description: 'Retours préparés ou envoyés ; lus par la CRIP et l’ASE.',
  })
  retours(@Root() { id }: InformationPreoccupante, @Ctx() context: HubContext): Promise<Retour[]> {
    return retours(context).load(id);
  }

  @FieldResolver(() => [InformationTitulaires], {
    nullable: true,
    description: "Informations des titulaires de l'autorité parentale, faites ou à faire ; lues par la CRIP et l’ASE.",
  })
  informationsTitulaires(
    @Root() { id }: InformationPreoccupante,
    @Ctx() context: HubContext,
  ): Promise<InformationTitulaires[]> {
    return informationsTitulaires(context).load(id);
  }

  @FieldResolver(() => [TransfertInformation], {
    nullable: true,
    description: 'D’où elle vient, ou vers quelle collectivité elle est partie ; lus par la CRIP et l’ASE des deux.',
  })
  transferts(@Root() { id }: InformationPreoccupante, @Ctx() context: HubContext): Promise<TransfertInformation[]> {
    return transferts(context).load(id);
  }
}

@Resolver(() => InformationPreoccupante)
export class TransfertEntreHubsResolver {
  @FieldResolver(() => [TransfertEntreHubs], {
    nullable: true,
    description: "Ses passages vers un autre hub, en cours ou finis ; lus par la CRIP et l’ASE d'origine.",
  })
  transfertsEntreHubs(
    @Root() { id }: InformationPreoccupante,
    @Ctx() context: HubContext,
  ): Promise<TransfertEntreHubs[]> {
    return transfertsEntreHubs(context).load(id);
  }
}

@Resolver(() => Evaluation)
export class EvaluationResolver {
  @FieldResolver(() => [Enfant], { nullable: true, description: 'Mineurs du foyer.' })
  async enfants(@Root() { enfantIds }: Evaluation, @Ctx() context: HubContext): Promise<Enfant[]> {
    const lus = await Promise.all(enfantIds.map((id) => enfants(context).load(id)));
    return lus.filter((enfant) => enfant !== undefined);
  }
}

@Resolver(() => Demande)
export class DemandeResolver {
  @Query(() => DemandeConnection, { description: 'Demandes que votre institution peut lire.' })
  demandes(@Args(() => PageArgs) args: PageArgs, @Ctx() context: HubContext): Promise<unknown> {
    return lireDemandes(context, args);
  }

  @Query(() => Demande, { nullable: true, description: 'Une demande.' })
  async demande(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<Demande> {
    const demande = await demandes(context).load(id);
    if (!demande) throw new HubError('NOT_FOUND');
    return demande;
  }

  @FieldResolver(() => Enfant, { nullable: true, description: "L'enfant." })
  async enfant(@Root() { enfantId }: Demande, @Ctx() context: HubContext): Promise<Enfant | null> {
    return (await enfants(context).load(enfantId)) ?? null;
  }
}

@Resolver(() => Signalement)
export class SignalementResolver {
  @Query(() => SignalementConnection, { description: 'Signalements que votre institution peut lire.' })
  signalements(@Args(() => PageArgs) args: PageArgs, @Ctx() context: HubContext): Promise<unknown> {
    return lireSignalements(context, args);
  }

  @Query(() => Signalement, { nullable: true, description: 'Un signalement.' })
  async signalement(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<Signalement> {
    const signalement = await signalements(context).load(id);
    if (!signalement) throw new HubError('NOT_FOUND');
    return signalement;
  }

  @FieldResolver(() => Enfant, { nullable: true, description: "L'enfant." })
  async enfant(@Root() { enfantId }: Signalement, @Ctx() context: HubContext): Promise<Enfant | null> {
    return (await enfants(context).load(enfantId)) ?? null;
  }

  @FieldResolver(() => InformationPreoccupante, {
    nullable: true,
    description: "Information dont il est issu ; absente pour la copie d'un signalement direct.",
  })
  async information(
    @Root() { informationId }: Signalement,
    @Ctx() context: HubContext,
  ): Promise<InformationPreoccupante | null> {
    return informationId === null ? null : ((await informations(context).load(informationId)) ?? null);
  }
}

@Resolver(() => Transmission)
export class TransmissionResolver {
  @Query(() => TransmissionConnection, {
    description: 'Ce que votre institution a transmis, et le retour qui lui en est fait (CASF L226-5).',
  })
  mesTransmissions(@Args(() => PageArgs) args: PageArgs, @Ctx() context: HubContext): Promise<unknown> {
    return lireTransmissions(context, args);
  }

  @FieldResolver(() => Retour, { nullable: true, description: 'Dernier retour envoyé.' })
  retour(@Root() { id }: Transmission, @Ctx() context: HubContext): Promise<Retour | null> {
    return dernierRetour(context).load(id);
  }

  @FieldResolver(() => Echeance, {
    nullable: true,
    description: 'Délai dans lequel un retour vous est dû (CASF L226-5, ou convention pour le 119), et son calcul.',
  })
  echeance(@Root() { id }: Transmission, @Ctx() context: HubContext): Promise<EcheancePubliee | null> {
    return delaiDuRetour(context).load(id);
  }
}
