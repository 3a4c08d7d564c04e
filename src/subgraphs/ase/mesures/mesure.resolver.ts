import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import type { NatureMesure as CodeNature } from '../../../domain/mesures-ase';
import { PageArgs } from '../../../published/connection';
import { LieuAccueil } from '../accueil/lieu-accueil.type';
import { lieux } from '../accueil/lire-lieux';
import { Entretien } from '../majorite/jeune-majeur.type';
import { ChoixLieu, ExamenStatut, publierChoix } from '../statut/statut.type';
import { jourDe } from './inscrire-mesure';
import { lireMesures, mesures, mesuresDeLEnfant } from './lire-mesures';
import * as parties from './lire-parties';
import { NatureMesure } from './mesure.enums';
import { ChangementLieu, Enfant, Mesure, MesureConnection, Rapport, Renouvellement } from './mesure.type';

@InputType({ description: 'Filtre des mesures.' })
export class FiltreMesuresAseInput {
  @Field(() => Boolean, { nullable: true, description: 'En cours, ou terminées.' })
  enCours?: boolean | null;

  @Field(() => NatureMesure, { nullable: true, description: 'Nature.' })
  nature?: CodeNature | null;

  @Field(() => ID, { nullable: true, description: 'Enfant.' })
  enfantId?: string | null;
}

@Resolver(() => Enfant)
export class EnfantResolver {
  @FieldResolver(() => [Mesure], {
    nullable: true,
    description: "Mesures de l'ASE pour cet enfant que votre institution peut lire, 20 au plus.",
  })
  mesures(@Root() { id }: Enfant, @Ctx() context: HubContext): Promise<Mesure[]> {
    return mesuresDeLEnfant(context).load(id);
  }
}

@Resolver(() => Mesure)
export class MesureResolver {
  @Query(() => MesureConnection, {
    description: 'Mesures que votre institution peut lire, de la plus récente à la plus ancienne.',
  })
  async mesures(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filtre', () => FiltreMesuresAseInput, { nullable: true, description: 'Filtre.' })
    filtre: FiltreMesuresAseInput | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return lireMesures(context, args, filtre ?? {});
  }

  @Query(() => Mesure, { nullable: true, description: 'Une mesure.' })
  async mesure(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<Mesure> {
    const mesure = await mesures(context).load(id);
    if (!mesure) throw new HubError('NOT_FOUND');
    return mesure;
  }

  @FieldResolver(() => Enfant, { nullable: true, description: "L'enfant." })
  enfant(@Root() { enfantId }: Mesure): Enfant {
    return Object.assign(new Enfant(), { id: enfantId });
  }

  @FieldResolver(() => LieuAccueil, { nullable: true, description: "Lieu d'accueil, pour l'ASE et la CRIP." })
  async lieuAccueil(@Root() { lieuId }: Mesure, @Ctx() context: HubContext): Promise<LieuAccueil | null> {
    return lieuId === null ? null : ((await lieux(context).load(lieuId)) ?? null);
  }

  @FieldResolver(() => LieuAccueil, {
    nullable: true,
    description: "Lieu d'accueil à partir de `lieuPrevuLe`, pour l'ASE et la CRIP.",
  })
  async lieuPrevu(@Root() { lieuPrevuId }: Mesure, @Ctx() context: HubContext): Promise<LieuAccueil | null> {
    return lieuPrevuId === null ? null : ((await lieux(context).load(lieuPrevuId)) ?? null);
  }

  @FieldResolver(() => [Renouvellement], { description: 'Renouvellements et prolongations, dans l’ordre.' })
  renouvellements(@Root() { id }: Mesure, @Ctx() context: HubContext): Promise<Renouvellement[]> {
    return parties.renouvellements(context).load(id);
  }

  @FieldResolver(() => [ChangementLieu], { description: "Changements du lieu d'accueil, dans l’ordre." })
  changementsLieu(@Root() { id }: Mesure, @Ctx() context: HubContext): Promise<ChangementLieu[]> {
    return parties.changementsLieu(context).load(id);
  }

  @FieldResolver(() => [Rapport], { description: 'Rapports remis au juge (J8), dans l’ordre.' })
  rapports(@Root() { id }: Mesure, @Ctx() context: HubContext): Promise<Rapport[]> {
    return parties.rapports(context).load(id);
  }

  @FieldResolver(() => [ChoixLieu], { description: 'Choix du lieu notifiés au représentant légal, dans l’ordre.' })
  async choixLieu(@Root() { id, collectivite }: Mesure, @Ctx() context: HubContext): Promise<ChoixLieu[]> {
    return publierChoix(await parties.choixLieu(context).load(id), jourDe(context.now(), collectivite));
  }

  @FieldResolver(() => [ExamenStatut], { description: 'Examens du statut par la commission, dans l’ordre.' })
  examensStatut(@Root() { id }: Mesure, @Ctx() context: HubContext): Promise<ExamenStatut[]> {
    return parties.examensStatut(context).load(id);
  }

  @FieldResolver(() => [Entretien], { description: 'Entretiens tenus avec le jeune, dans l’ordre.' })
  entretiens(@Root() { id }: Mesure, @Ctx() context: HubContext): Promise<Entretien[]> {
    return parties.entretiens(context).load(id);
  }
}
