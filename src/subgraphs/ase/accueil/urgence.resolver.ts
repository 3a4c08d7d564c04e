import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HubContext } from '../../../context';
import { payload } from '../../../published/payload';
import { changee } from '../mesures/mesure.acts.resolver';
import * as payloads from '../mesures/mesure.payload';
import { accueillirEnUrgence } from './accueillir-en-urgence';
import { attesterInformation } from './attester-information';
import { prolongerAccueilMna } from './prolonger-accueil-mna';
import { saisirAutoriteJudiciaire } from './saisir-autorite-judiciaire';
import * as inputs from './urgence.input';

@Resolver()
export class AccueilUrgenceResolver {
  @Mutation(() => payloads.AccueillirEnUrgencePayload, {
    description: 'Accueille un mineur en urgence : le procureur est avisé aussitôt, les délais de la loi courent.',
  })
  accueillirEnUrgence(
    @Arg('input', () => inputs.AccueillirEnUrgenceInput) input: inputs.AccueillirEnUrgenceInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(accueillirEnUrgence, input));
  }

  @Mutation(() => payloads.ProlongerAccueilMnaPayload, {
    description:
      "Prolonge de cinq jours l'accueil d'un mineur non accompagné, deux fois au plus ; le procureur est avisé.",
  })
  prolongerAccueilMna(
    @Arg('input', () => inputs.ProlongerAccueilMnaInput) input: inputs.ProlongerAccueilMnaInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(prolongerAccueilMna, input)));
  }

  @Mutation(() => payloads.SaisirAutoriteJudiciairePayload, {
    description: "Saisit l'autorité judiciaire d'un accueil en urgence : le procureur en est avisé (A4, A4b, A5).",
  })
  saisirAutoriteJudiciaire(
    @Arg('input', () => inputs.SaisirAutoriteJudiciaireInput) input: inputs.SaisirAutoriteJudiciaireInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(saisirAutoriteJudiciaire, input)));
  }

  @Mutation(() => payloads.AttesterInformationPayload, {
    description: 'Atteste une information ou une saisine faite hors du hub : parents, procureur, juge.',
  })
  attesterInformation(
    @Arg('input', () => inputs.AttesterInformationInput) input: inputs.AttesterInformationInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(attesterInformation, input)));
  }
}
