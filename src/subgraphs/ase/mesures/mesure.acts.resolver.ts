import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Accompli } from '../../../act';
import type { HubContext } from '../../../context';
import { payload } from '../../../published/payload';
import { ouvrirMesureAdministrative } from './ouvrir-mesure-administrative';
import { renouvelerMesure } from './renouveler-mesure';
import { terminerMesure } from './terminer-mesure';
import { designerReferent } from './designer-referent';
import { enregistrerRapport } from './enregistrer-rapport';
import { etablirProjetPourEnfant } from './etablir-projet-pour-enfant';
import { changerLieu } from './changer-lieu';
import { relireMesure } from './lire-mesures';
import * as inputs from './mesure.input';
import * as payloads from './mesure.payload';
import type { Mesure } from './mesure.type';
import type { MesureChangee } from './verrouiller-mesure';

@Resolver()
export class MesureActesResolver {
  @Mutation(() => payloads.OuvrirMesureAdministrativePayload, {
    description: "Ouvre une mesure administrative, avec l'accord de la famille, un an au plus (CASF L223-5).",
  })
  ouvrirMesureAdministrative(
    @Arg('input', () => inputs.OuvrirMesureAdministrativeInput) input: inputs.OuvrirMesureAdministrativeInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(ouvrirMesureAdministrative, input));
  }

  @Mutation(() => payloads.RenouvelerMesurePayload, {
    description: 'Renouvelle une mesure administrative dans les mêmes formes.',
  })
  renouvelerMesure(
    @Arg('input', () => inputs.RenouvelerMesureInput) input: inputs.RenouvelerMesureInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(renouvelerMesure, input)));
  }

  @Mutation(() => payloads.TerminerMesurePayload, {
    description: "Termine une mesure. Judiciaire, elle ne finit qu'à son terme ou par décision du juge.",
  })
  terminerMesure(
    @Arg('input', () => inputs.TerminerMesureInput) input: inputs.TerminerMesureInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(terminerMesure, input)));
  }

  @Mutation(() => payloads.DesignerReferentPayload, { description: 'Désigne le référent ASE.' })
  designerReferent(
    @Arg('input', () => inputs.DesignerReferentInput) input: inputs.DesignerReferentInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(designerReferent, input)));
  }

  @Mutation(() => payloads.EnregistrerRapportPayload, {
    description: 'Enregistre le rapport remis au juge (J8) et ouvre le délai du suivant.',
  })
  enregistrerRapport(
    @Arg('input', () => inputs.EnregistrerRapportInput) input: inputs.EnregistrerRapportInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(enregistrerRapport, input)));
  }

  @Mutation(() => payloads.EtablirProjetPourEnfantPayload, {
    description: "Enregistre le projet pour l'enfant (A6) ou sa mise à jour.",
  })
  etablirProjetPourEnfant(
    @Arg('input', () => inputs.EtablirProjetPourEnfantInput) input: inputs.EtablirProjetPourEnfantInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(etablirProjetPourEnfant, input)));
  }

  @Mutation(() => payloads.ChangerLieuPayload, {
    description:
      "Change le lieu d'accueil : agrément en vigueur, place libre, motifs, et juge informé (J20, CASF L223-3).",
  })
  changerLieu(
    @Arg('input', () => inputs.ChangerLieuInput) input: inputs.ChangerLieuInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(changerLieu, input)));
  }
}

export async function changee(context: HubContext, acte: Promise<Accompli<MesureChangee>>): Promise<Accompli<Mesure>> {
  const { reponse, recu } = await acte;
  return { reponse: await relireMesure(context, reponse.id), recu };
}
