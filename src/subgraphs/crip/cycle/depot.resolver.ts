import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HubContext } from '../../../context';
import { payload } from '../../../published/payload';
import { DemanderAdresseInput, EnregistrerReponseAdresseInput } from './adresse.input';
import { constaterRencontreImpossible } from './constater-rencontre-impossible';
import { copierSignalementDirect } from './copier-signalement-direct';
import {
  DemanderInput,
  EcarterRetourInput,
  EnregistrerDemandeRetourInput,
  EnvoyerRetourInput,
  RepondreDemandeInput,
} from './cycle.input';
import { AvancementPayload, DepotPayload, EnvoyerRetourPayload } from './cycle.type';
import { demanderAdresse } from './demander-adresse';
import { demanderAvis } from './demander-avis';
import { demanderComplement } from './demander-complement';
import { ecarterRetour } from './ecarter-retour';
import { enregistrerDemandeRetour } from './enregistrer-demande-retour';
import { enregistrerReponseAdresse } from './enregistrer-reponse-adresse';
import { envoyerRetour } from './envoyer-retour';
import { OuvrirEvaluationInput } from './evaluation.input';
import { ouvrirEvaluation } from './ouvrir-evaluation';
import { rendreAvis } from './rendre-avis';
import { repondreComplement } from './repondre-complement';
import {
  ConstaterRencontreImpossibleInput,
  CopierSignalementDirectInput,
  SignalerAuParquetInput,
} from './signalement.input';
import { signalerAuParquet } from './signaler-au-parquet';

/** The acts that leave something which others read: requests and replies, evaluations, signalements, feedback. */
@Resolver()
export class DepotResolver {
  @Mutation(() => DepotPayload, {
    description: 'Demande un élément qui manque à une école, un hôpital ou un parquet (CASF L226-2-2).',
  })
  demanderComplement(
    @Arg('input', () => DemanderInput) input: DemanderInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(demanderComplement, input));
  }

  @Mutation(() => DepotPayload, { description: 'Donne à la CRIP l’élément qu’elle vous a demandé (CASF L226-2-2).' })
  repondreComplement(
    @Arg('input', () => RepondreDemandeInput) input: RepondreDemandeInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(repondreComplement(context.actor.role), input));
  }

  @Mutation(() => DepotPayload, {
    description: "Demande l'avis de professionnels qui connaissent l'enfant au quotidien (CASF D226-2-6 II).",
  })
  demanderAvis(@Arg('input', () => DemanderInput) input: DemanderInput, @Ctx() context: HubContext): Promise<unknown> {
    return payload('accuseReception', context.act(demanderAvis, input));
  }

  @Mutation(() => DepotPayload, { description: 'Rend à la CRIP l’avis qu’elle vous a demandé (CASF D226-2-6 II).' })
  rendreAvis(
    @Arg('input', () => RepondreDemandeInput) input: RepondreDemandeInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(rendreAvis(context.actor.role), input));
  }

  @Mutation(() => DepotPayload, {
    description: "Confie l'évaluation du mineur et des autres mineurs du foyer à une équipe (CASF D226-2-4 I 1°).",
  })
  ouvrirEvaluation(
    @Arg('input', () => OuvrirEvaluationInput) input: OuvrirEvaluationInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(ouvrirEvaluation, input));
  }

  @Mutation(() => DepotPayload, {
    description: "Constate que l'enfant ne peut être rencontré, et saisit le procureur du même acte (D226-2-6 II).",
  })
  constaterRencontreImpossible(
    @Arg('input', () => ConstaterRencontreImpossibleInput) input: ConstaterRencontreImpossibleInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(constaterRencontreImpossible, input));
  }

  @Mutation(() => DepotPayload, { description: 'Saisit le procureur sans délai (CASF L226-4 I).' })
  signalerAuParquet(
    @Arg('input', () => SignalerAuParquetInput) input: SignalerAuParquetInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(signalerAuParquet, input));
  }

  @Mutation(() => DepotPayload, {
    description: "Adresse au département copie d'un signalement fait directement au procureur (CASF L226-4 II).",
  })
  copierSignalementDirect(
    @Arg('input', () => CopierSignalementDirectInput) input: CopierSignalementDirectInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(copierSignalementDirect, input));
  }

  @Mutation(() => DepotPayload, {
    description:
      "Enregistre qu'une personne demande ce que son information est devenue : trois mois courent de sa demande (L226-5 al. 2).",
  })
  enregistrerDemandeRetour(
    @Arg('input', () => EnregistrerDemandeRetourInput) input: EnregistrerDemandeRetourInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(enregistrerDemandeRetour, input));
  }

  @Mutation(() => AvancementPayload, {
    description: "Écarte, pour une raison du texte, le retour qu'une personne a demandé (CASF D226-2-8).",
  })
  ecarterRetour(
    @Arg('input', () => EcarterRetourInput) input: EcarterRetourInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('avancement', context.act(ecarterRetour, input));
  }

  @Mutation(() => DepotPayload, {
    description:
      "Note que l'adresse d'une famille partie sans la donner est demandée à la CPAM ou à la CAF : dix jours pour répondre (CASF L226-3-2).",
  })
  demanderAdresse(
    @Arg('input', () => DemanderAdresseInput) input: DemanderAdresseInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(demanderAdresse, input));
  }

  @Mutation(() => AvancementPayload, { description: 'Note la réponse de la caisse : son délai est tenu.' })
  enregistrerReponseAdresse(
    @Arg('input', () => EnregistrerReponseAdresseInput) input: EnregistrerReponseAdresseInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('avancement', context.act(enregistrerReponseAdresse, input));
  }

  @Mutation(() => EnvoyerRetourPayload, {
    description: "Envoie à l'émetteur le retour qui lui est dû : le dernier préparé, ou EVALUATION_EN_COURS (L226-5).",
  })
  envoyerRetour(
    @Arg('input', () => EnvoyerRetourInput) input: EnvoyerRetourInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('retour', context.act(envoyerRetour, input));
  }
}
