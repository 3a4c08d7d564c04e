import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HubContext } from '../../../context';
import { payload } from '../../../published/payload';
import { analyser } from './analyser';
import { completerEvaluation } from './completer-evaluation';
import {
  ActeMotiveInput,
  ActeSurInformationInput,
  InformerParentsInput,
  JoindreInput,
  ReorienterInput,
} from './cycle.input';
import { AvancementPayload } from './cycle.type';
import { decider } from './decider';
import { DeciderInput, RendreEvaluationInput } from './evaluation.input';
import { informerParents } from './informer-parents';
import { joindre } from './joindre';
import { nonQualifier } from './non-qualifier';
import { qualifier } from './qualifier';
import { rappelerTransfert } from './rappeler-transfert';
import { rendreEvaluation } from './rendre-evaluation';
import { reorienter } from './reorienter';
import { rouvrir } from './rouvrir';

/** The acts of the CRIP that move an information, in the order of its life. */
@Resolver()
export class AvancementResolver {
  @Mutation(() => AvancementPayload, { description: 'La CRIP commence la première analyse (CASF D226-2-4 I).' })
  analyser(
    @Arg('input', () => ActeSurInformationInput) input: ActeSurInformationInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('avancement', context.act(analyser, input));
  }

  @Mutation(() => AvancementPayload, {
    description:
      "Qualifie d'information préoccupante (CASF R226-2-2) ; le délai d'évaluation court depuis la réception.",
  })
  qualifier(
    @Arg('input', () => ActeSurInformationInput) input: ActeSurInformationInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('avancement', context.act(qualifier, input));
  }

  @Mutation(() => AvancementPayload, {
    description: "Dit que ce n'est pas une information préoccupante ; le retour à l'émetteur reste dû.",
  })
  nonQualifier(
    @Arg('input', () => ActeMotiveInput) input: ActeMotiveInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('avancement', context.act(nonQualifier, input));
  }

  @Mutation(() => AvancementPayload, { description: 'Reprend une information non qualifiée (CASF D226-2-3 IV 3°).' })
  rouvrir(@Arg('input', () => ActeMotiveInput) input: ActeMotiveInput, @Ctx() context: HubContext): Promise<unknown> {
    return payload('avancement', context.act(rouvrir, input));
  }

  @Mutation(() => AvancementPayload, {
    description:
      "Une autre collectivité est compétente (CASF L221-3) : sa CRIP reçoit l'information, avec sa date de réception et l'émetteur à qui un retour est dû. Si un autre hub la sert, il la lui remet : en attendant, rien ne change de l'information, que `rappelerTransfert` rappelle. Sinon, `transmission` dit comment elle l'a reçue.",
  })
  reorienter(
    @Arg('input', () => ReorienterInput) input: ReorienterInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('avancement', context.act(reorienter, input));
  }

  @Mutation(() => AvancementPayload, {
    description:
      "Rappelle une information en transit vers un autre hub, tant que son arrivée n'est pas confirmée : elle est ici comme avant.",
  })
  rappelerTransfert(
    @Arg('input', () => ActeSurInformationInput) input: ActeSurInformationInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('avancement', context.act(rappelerTransfert, input));
  }

  @Mutation(() => AvancementPayload, {
    description:
      'Joint une information à une autre, encore ouverte : la réception la plus ancienne compte, chaque émetteur garde son délai de retour.',
  })
  joindre(@Arg('input', () => JoindreInput) input: JoindreInput, @Ctx() context: HubContext): Promise<unknown> {
    return payload('avancement', context.act(joindre, input));
  }

  @Mutation(() => AvancementPayload, {
    description: "Rend le rapport d'évaluation, à la conclusion unique et commune (CASF D226-2-7).",
  })
  rendreEvaluation(
    @Arg('input', () => RendreEvaluationInput) input: RendreEvaluationInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('avancement', context.act(rendreEvaluation, input));
  }

  @Mutation(() => AvancementPayload, { description: "Demande un complément d'évaluation (CASF D226-2-7)." })
  completerEvaluation(
    @Arg('input', () => ActeMotiveInput) input: ActeMotiveInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('avancement', context.act(completerEvaluation, input));
  }

  @Mutation(() => AvancementPayload, {
    description: "Décide de la suite : classement, ou aide acceptée par les titulaires de l'autorité parentale.",
  })
  decider(@Arg('input', () => DeciderInput) input: DeciderInput, @Ctx() context: HubContext): Promise<unknown> {
    return payload('avancement', context.act(decider, input));
  }

  @Mutation(() => AvancementPayload, {
    description: "Note que les titulaires de l'autorité parentale ont été informés, ou pourquoi ils ne l'ont pas été.",
  })
  informerParents(
    @Arg('input', () => InformerParentsInput) input: InformerParentsInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('avancement', context.act(informerParents, input));
  }
}
