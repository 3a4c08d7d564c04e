import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Accompli } from '../../../act';
import type { HubContext } from '../../../context';
import { payload } from '../../../published/payload';
import { Enfant } from '../enfant.type';
import { leverProtection } from './lever-protection';
import { protections, protectionsDeLEnfant } from './lire-protections';
import { protegerDossier } from './proteger-dossier';
import { LeverProtectionInput, Protection, ProtectionPayload, ProtegerDossierInput } from './protection.type';

@Resolver(() => Enfant)
export class ProtectionResolver {
  @FieldResolver(() => [Protection], {
    nullable: true,
    description: 'Protections du lieu où vit l’enfant, en vigueur et levées, la dernière d’abord.',
  })
  protections(@Root() { id }: Enfant, @Ctx() context: HubContext): Promise<Protection[]> {
    return protectionsDeLEnfant(context).load(id);
  }

  @Mutation(() => ProtectionPayload, {
    description:
      'Famille menacée : dès maintenant, le lieu où vit l’enfant, son école et son hôpital ne sont plus lus que par la collectivité qui en a la charge, pour le protéger. De nouveau sur le même enfant : confirme la protection, et écarte la levée proposée.',
  })
  protegerDossier(
    @Arg('input', () => ProtegerDossierInput) input: ProtegerDossierInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('protection', relue(context, context.act(protegerDossier, input)));
  }

  @Mutation(() => ProtectionPayload, {
    description: 'Lève une protection, à deux : une personne le propose, une autre en décide par le même acte.',
  })
  leverProtection(
    @Arg('input', () => LeverProtectionInput) input: LeverProtectionInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('protection', relue(context, context.act(leverProtection, input)));
  }
}

/** An act answers an identifier: what its caller is shown is read like any other time. */
async function relue(context: HubContext, acte: Promise<Accompli<string>>) {
  const { reponse, recu } = await acte;
  return { reponse: await protections(context).load(reponse), recu };
}
