import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Accompli } from '../../act';
import { peut } from '../../auth/actor';
import type { HubContext } from '../../context';
import { HubError, RefusError } from '../../domain/errors';
import { RefusedTargetError } from '../../platform/http-client';
import { PageArgs } from '../../published/connection';
import { payload } from '../../published/payload';
import { enregistrerPartenaire, type PartenaireAEnregistrer, type PartenaireChange } from './enregistrer-partenaire';
import { lirePartenaire, lirePartenaires } from './lire-partenaires';
import { EnregistrerPartenaireInput, RevoquerInput, TournerCleInput } from './partenaire.input';
import {
  EnregistrerPartenairePayload,
  FiltrePartenairesInput,
  Partenaire,
  PartenaireConnection,
  RevoquerPayload,
  TournerClePayload,
} from './partenaire.type';
import { revoquer } from './revoquer';
import { tournerCle } from './tourner-cle';

@Resolver(() => Partenaire)
export class PartenaireResolver {
  @Query(() => PartenaireConnection, { description: 'Partenaires du hub. Réservé à son exploitant.' })
  async partenaires(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filtre', () => FiltrePartenairesInput, { nullable: true, description: 'Filtre.' })
    filtre: FiltrePartenairesInput | null,
    @Ctx() { actor, lecture }: HubContext,
  ): Promise<unknown> {
    if (actor.role !== 'exploitant' || !peut(actor, 'partenaire:lire')) throw new HubError('FORBIDDEN');
    return lirePartenaires(lecture, args, filtre ?? {});
  }

  @Query(() => Partenaire, {
    description: 'Ce que le registre dit de votre institution : ses machines, leurs mandats et leurs clés.',
  })
  async monRaccordement(@Ctx() { actor, lecture }: HubContext): Promise<Partenaire> {
    if (!peut(actor, 'notification:lire') && !peut(actor, 'partenaire:lire')) throw new HubError('FORBIDDEN');
    return lu(await lirePartenaire(lecture, actor.institution));
  }

  @Mutation(() => EnregistrerPartenairePayload, {
    description: 'Enregistre une institution et sa première machine, ou les met à jour. Réservé à l’exploitant.',
  })
  enregistrerPartenaire(
    @Arg('input', () => EnregistrerPartenaireInput) input: EnregistrerPartenaireInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    const acte = admettre(context, input).then((admis) => context.act(enregistrerPartenaire, admis));
    return payload('partenaire', change(context, acte));
  }

  @Mutation(() => TournerClePayload, {
    description: "Donne une nouvelle clé à une machine ; les anciennes restent reconnues le temps de l'installer.",
  })
  tournerCle(
    @Arg('input', () => TournerCleInput) input: TournerCleInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('partenaire', change(context, context.act(tournerCle, input)));
  }

  @Mutation(() => RevoquerPayload, {
    description:
      'Met fin à un accès : plus aucun jeton aussitôt ; les jetons et les abonnements en cours cessent en moins de cinq secondes.',
  })
  revoquer(@Arg('input', () => RevoquerInput) input: RevoquerInput, @Ctx() context: HubContext): Promise<unknown> {
    return payload('partenaire', change(context, context.act(revoquer, input)));
  }
}

/** The register as it is after the act, whether it has just been done or is repeated. */
async function change(
  { lecture }: HubContext,
  acte: Promise<Accompli<PartenaireChange>>,
): Promise<Accompli<Partenaire>> {
  const { reponse, recu } = await acte;
  return { reponse: lu(await lirePartenaire(lecture, reponse.institution)), recu };
}

function lu(partenaire: Partenaire | undefined): Partenaire {
  if (partenaire === undefined) throw new HubError('NOT_FOUND');
  return partenaire;
}

/** Names are looked up for the operator only: the act itself would refuse anybody else, but later. */
async function admettre(
  { actor, admettre: admise }: HubContext,
  input: EnregistrerPartenaireInput,
): Promise<PartenaireAEnregistrer> {
  const { webhook, ...reste } = input;
  if (!webhook) return reste;
  if (actor.role !== 'exploitant' || !peut(actor, 'partenaire:gerer')) throw new HubError('FORBIDDEN');
  try {
    return { ...reste, webhook: { ...webhook, url: await admise(webhook.url) } };
  } catch (error) {
    if (!(error instanceof RefusedTargetError)) throw error;
    throw new RefusError([{ path: ['webhook', 'url'], code: 'VALEUR_INVALIDE', message: `url : ${error.message}` }]);
  }
}
