import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HubContext } from '../../../context';
import { payload } from '../../../published/payload';
import { enregistrerEntretien } from '../majorite/enregistrer-entretien';
import { EnregistrerEntretienInput } from '../majorite/jeune-majeur.type';
import { changee } from '../mesures/mesure.acts.resolver';
import * as payloads from '../mesures/mesure.payload';
import { accuserChoixLieu } from './accuser-choix-lieu';
import { enregistrerExamenStatut } from './enregistrer-examen-statut';
import { notifierChoixLieu } from './notifier-choix-lieu';
import { repondreChoixLieu } from './repondre-choix-lieu';
import { saisirCommissionStatut } from './saisir-commission-statut';
import * as inputs from './statut.input';

@Resolver()
export class StatutResolver {
  @Mutation(() => payloads.NotifierChoixLieuPayload, {
    description:
      "Notifie au représentant légal le choix d'un lieu ou d'un mode d'accueil : son silence vaut accord (A8).",
  })
  notifierChoixLieu(
    @Arg('input', () => inputs.NotifierChoixLieuInput) input: inputs.NotifierChoixLieuInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(notifierChoixLieu, input)));
  }

  @Mutation(() => payloads.AccuserChoixLieuPayload, {
    description: 'Enregistre l’accusé de réception du représentant légal : quatre semaines courent de là (A8).',
  })
  accuserChoixLieu(
    @Arg('input', () => inputs.AccuserChoixLieuInput) input: inputs.AccuserChoixLieuInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(accuserChoixLieu, input)));
  }

  @Mutation(() => payloads.RepondreChoixLieuPayload, {
    description: 'Enregistre l’accord ou l’opposition du représentant légal.',
  })
  repondreChoixLieu(
    @Arg('input', () => inputs.RepondreChoixLieuInput) input: inputs.RepondreChoixLieuInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(repondreChoixLieu, input)));
  }

  @Mutation(() => payloads.SaisirCommissionStatutPayload, {
    description:
      'Fait examiner par la commission la situation et le statut d’un enfant confié depuis plus d’un an (A10).',
  })
  saisirCommissionStatut(
    @Arg('input', () => inputs.SaisirCommissionStatutInput) input: inputs.SaisirCommissionStatutInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(saisirCommissionStatut, input)));
  }

  @Mutation(() => payloads.EnregistrerExamenStatutPayload, {
    description: 'Enregistre l’examen par la commission, et ouvre le délai du suivant (A10).',
  })
  enregistrerExamenStatut(
    @Arg('input', () => inputs.EnregistrerExamenStatutInput) input: inputs.EnregistrerExamenStatutInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(enregistrerExamenStatut, input)));
  }

  @Mutation(() => payloads.EnregistrerEntretienPayload, {
    description: 'Enregistre l’entretien tenu avec le jeune, avant sa majorité ou après sa sortie (A11).',
  })
  enregistrerEntretien(
    @Arg('input', () => EnregistrerEntretienInput) input: EnregistrerEntretienInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(enregistrerEntretien, input)));
  }
}
