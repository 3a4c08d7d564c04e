import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import { isUuid, page, PageArgs } from '../../../published/connection';
import { payload } from '../../../published/payload';
import { deciderAcces } from './decider-acces';
import { DemandeAccesRow } from './demande-acces.entity';
import {
  AccesCommunique,
  DeciderAccesInput,
  DemandeAcces,
  DemandeAccesConnection,
  DemandeAccesPayload,
  InstruireAccesInput,
  publierDemande,
} from './demande-acces.type';
import { instruireAcces } from './instruire-acces';
import { lireCommunication } from './lire-communication';

@Resolver(() => DemandeAcces)
export class DemandeAccesResolver {
  @Query(() => DemandeAccesConnection, {
    description: 'Demandes d’accès reçues par votre collectivité, et le jour où il faut avoir répondu.',
  })
  async demandesAcces(@Args(() => PageArgs) args: PageArgs, @Ctx() { actor, lecture }: HubContext): Promise<unknown> {
    // Its columns in clear: why something is withheld is not in a list, and its file may be gone.
    const lisibles = lecture
      .createQueryBuilder(DemandeAccesRow, 'd')
      .select(COLONNES)
      .where('d.collectivite = :ici', { ici: actor.territoire });
    return page(lisibles, args, publierDemande);
  }

  @Query(() => AccesCommunique, {
    description:
      'Ce qui est dit à la personne qui a demandé, et ce qui est retenu avec son texte. Chaque lecture est inscrite à la preuve.',
  })
  async accesCommunique(
    @Arg('demandeId', () => ID, { description: 'Demande instruite ou communiquée.' }) demandeId: string,
    @Arg('apres', () => String, { nullable: true, description: '`suite` de la page précédente.' })
    apres: string | null | undefined,
    @Ctx() { actor, lecture, lectures }: HubContext,
  ): Promise<AccesCommunique> {
    const demande = isUuid(demandeId)
      ? await lecture
          .createQueryBuilder(DemandeAccesRow, 'd')
          .where('d.id = :id AND d.collectivite = :ici', { id: demandeId, ici: actor.territoire })
          .getOne()
      : null;
    if (!demande || demande.etat === 'REFUSEE') throw new HubError('NOT_FOUND');
    const { id, enfantId, qualite } = demande;
    lectures.noter(
      { type: 'AccesCommunique', value: { id, enfantId } },
      qualite === 'EMETTEUR' ? 'RETOUR_EMETTEUR' : 'INFORMATION_FAMILLE',
    );
    return lireCommunication(lecture, demande, apres ?? null);
  }

  @Mutation(() => DemandeAccesPayload, {
    description:
      'Instruit la demande d’une personne qui veut savoir ce que le hub sait d’elle ou de son enfant. Rien n’est encore dit.',
  })
  instruireAcces(
    @Arg('input', () => InstruireAccesInput) input: InstruireAccesInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('demande', context.act(instruireAcces, input));
  }

  @Mutation(() => DemandeAccesPayload, {
    description:
      'Décide de remettre la réponse, ou la refuse avec un motif. Où un lieu ou un émetteur est protégé, une autre personne que celle qui a instruit.',
  })
  deciderAcces(
    @Arg('input', () => DeciderAccesInput) input: DeciderAccesInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('demande', context.act(deciderAcces, input));
  }
}

const COLONNES = ['id', 'enfantId', 'qualite', 'recueLe', 'limiteLe', 'retenues', 'protegee', 'etat', 'decideeLe'].map(
  (colonne) => `d.${colonne}`,
);
