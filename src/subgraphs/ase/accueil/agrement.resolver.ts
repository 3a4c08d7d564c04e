import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Accompli } from '../../../act';
import type { HubContext } from '../../../context';
import { payload } from '../../../published/payload';
import * as payloads from '../mesures/mesure.payload';
import { accorderAgrement } from './accorder-agrement';
import * as inputs from './agrement.input';
import { convoquerCommissionAgrement } from './convoquer-commission-agrement';
import { demanderAgrement } from './demander-agrement';
import { enjoindreRenouvellement } from './enjoindre-renouvellement';
import { enregistrerDemandeRenouvellement } from './enregistrer-demande-renouvellement';
import { inviterRenouvellement } from './inviter-renouvellement';
import type { LieuAccueil } from './lieu-accueil.type';
import { relireLieu } from './lire-lieux';
import { prolongerDelaiAgrement } from './prolonger-delai-agrement';
import { restreindreAgrement } from './restreindre-agrement';
import { retirerAgrement } from './retirer-agrement';
import { suspendreAgrement } from './suspendre-agrement';
import type { LieuChange } from './verrouiller-lieu';

@Resolver()
export class AgrementResolver {
  @Mutation(() => payloads.DemanderAgrementPayload, {
    description: "Enregistre une demande d'agrément d'assistant familial (A13 : quatre mois, le silence vaut accord).",
  })
  demanderAgrement(
    @Arg('input', () => inputs.DemanderAgrementInput) input: inputs.DemanderAgrementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(demanderAgrement, input));
  }

  @Mutation(() => payloads.AccorderAgrementPayload, { description: 'Accorde ou rétablit un agrément.' })
  accorderAgrement(
    @Arg('input', () => inputs.AccorderAgrementInput) input: inputs.AccorderAgrementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('lieuAccueil', change(context, context.act(accorderAgrement, input)));
  }

  @Mutation(() => payloads.SuspendreAgrementPayload, {
    description: 'Suspend un agrément, quatre mois au plus : plus aucun enfant ne peut y être confié.',
  })
  suspendreAgrement(
    @Arg('input', () => inputs.SuspendreAgrementInput) input: inputs.SuspendreAgrementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('lieuAccueil', change(context, context.act(suspendreAgrement, input)));
  }

  @Mutation(() => payloads.RetirerAgrementPayload, {
    description: 'Retire un agrément ou refuse une demande, avec ses motifs.',
  })
  retirerAgrement(
    @Arg('input', () => inputs.RetirerAgrementInput) input: inputs.RetirerAgrementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('lieuAccueil', change(context, context.act(retirerAgrement, input)));
  }

  @Mutation(() => payloads.ProlongerDelaiAgrementPayload, {
    description: "Donne deux mois de plus pour répondre à une demande d'agrément, par décision motivée (A13).",
  })
  prolongerDelaiAgrement(
    @Arg('input', () => inputs.ProlongerDelaiAgrementInput) input: inputs.ProlongerDelaiAgrementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('lieuAccueil', change(context, context.act(prolongerDelaiAgrement, input)));
  }

  @Mutation(() => payloads.InviterRenouvellementPayload, {
    description:
      "Dit que l'assistant familial est invité à renouveler son agrément, quatre mois avant sa fin au moins.",
  })
  inviterRenouvellement(
    @Arg('input', () => inputs.InviterRenouvellementInput) input: inputs.InviterRenouvellementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('lieuAccueil', change(context, context.act(inviterRenouvellement, input)));
  }

  @Mutation(() => payloads.EnjoindreRenouvellementPayload, {
    description: 'Enjoint à un établissement de demander le renouvellement de son autorisation (A13_INJONCTION).',
  })
  enjoindreRenouvellement(
    @Arg('input', () => inputs.EnjoindreRenouvellementInput) input: inputs.EnjoindreRenouvellementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('lieuAccueil', change(context, context.act(enjoindreRenouvellement, input)));
  }

  @Mutation(() => payloads.EnregistrerDemandeRenouvellementPayload, {
    description: "Enregistre la demande de renouvellement d'une autorisation (six mois, le silence vaut accord).",
  })
  enregistrerDemandeRenouvellement(
    @Arg('input', () => inputs.EnregistrerDemandeRenouvellementInput)
    input: inputs.EnregistrerDemandeRenouvellementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('lieuAccueil', change(context, context.act(enregistrerDemandeRenouvellement, input)));
  }

  @Mutation(() => payloads.ConvoquerCommissionAgrementPayload, {
    description:
      'Convoque la commission consultative paritaire : l’assistant familial est informé quinze jours avant au moins.',
  })
  convoquerCommissionAgrement(
    @Arg('input', () => inputs.ConvoquerCommissionAgrementInput) input: inputs.ConvoquerCommissionAgrementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('lieuAccueil', change(context, context.act(convoquerCommissionAgrement, input)));
  }

  @Mutation(() => payloads.RestreindreAgrementPayload, {
    description: 'Restreint un agrément, avec ses motifs et après avis de la commission.',
  })
  restreindreAgrement(
    @Arg('input', () => inputs.RestreindreAgrementInput) input: inputs.RestreindreAgrementInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('lieuAccueil', change(context, context.act(restreindreAgrement, input)));
  }
}

async function change(context: HubContext, acte: Promise<Accompli<LieuChange>>): Promise<Accompli<LieuAccueil>> {
  const { reponse, recu } = await acte;
  return { reponse: await relireLieu(context, reponse.id), recu };
}
