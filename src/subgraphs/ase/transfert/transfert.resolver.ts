import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import { PageArgs } from '../../../published/connection';
import { payload } from '../../../published/payload';
import { exigerLecteur } from '../agents/exiger-agent';
import { mesures } from '../mesures/lire-mesures';
import { changee } from '../mesures/mesure.acts.resolver';
import { RappelerTransfertDossierPayload } from '../mesures/mesure.payload';
import { Enfant, Mesure } from '../mesures/mesure.type';
import { documentsDesTransferts, lireTransferts, transferts, transfertsDesMesures } from './lire-transferts';
import { rappelerTransfertDossier } from './rappeler-transfert-dossier';
import { transfererDossier } from './transferer-dossier';
import { RappelerTransfertDossierInput, TransfererDossierInput } from './transfert.input';
import {
  DocumentTransfere,
  TransfererDossierPayload,
  TransfertConnection,
  TransfertInterdepartemental,
  type PieceTransferee,
} from './transfert.type';

@Resolver(() => TransfertInterdepartemental)
export class TransfertResolver {
  @Query(() => TransfertConnection, {
    description: 'Transferts dont votre collectivité est une extrémité, du plus récent au plus ancien.',
  })
  async transfertsInterdepartementaux(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return lireTransferts(context, args);
  }

  @Query(() => TransfertInterdepartemental, { nullable: true, description: 'Un transfert.' })
  async transfertInterdepartemental(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<TransfertInterdepartemental> {
    const transfert = await transferts(context).load(id);
    if (!transfert) throw new HubError('NOT_FOUND');
    return transfert;
  }

  @Mutation(() => TransfererDossierPayload, {
    description:
      "Transfère le dossier d'une mesure à la collectivité où vit la famille, avec les documents de R221-6 (CASF L221-3). Si un autre hub la sert, il la lui remet : en attendant, rien ne change de la mesure, que `rappelerTransfertDossier` rappelle. Une information se transfère par `reorienter`.",
  })
  transfererDossier(
    @Arg('input', () => TransfererDossierInput) input: TransfererDossierInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(transfererDossier, input));
  }

  @Mutation(() => RappelerTransfertDossierPayload, {
    description:
      "Rappelle une mesure en cours de remise à un autre hub, tant que l'arrivée n'est pas confirmée : elle reste ici, comme elle était.",
  })
  rappelerTransfertDossier(
    @Arg('input', () => RappelerTransfertDossierInput) input: RappelerTransfertDossierInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('mesure', changee(context, context.act(rappelerTransfertDossier, input)));
  }

  @FieldResolver(() => Enfant, { nullable: true, description: "L'enfant." })
  enfant(@Root() { enfantId }: TransfertInterdepartemental): Enfant {
    return Object.assign(new Enfant(), { id: enfantId });
  }

  @FieldResolver(() => Mesure, {
    nullable: true,
    description: "La mesure : à l'origine celle qui est partie, à l'arrivée celle qui la poursuit.",
  })
  async mesure(@Root() transfert: TransfertInterdepartemental, @Ctx() context: HubContext): Promise<Mesure | null> {
    const id = transfert.vers === context.actor.territoire ? transfert.arriveeId : transfert.mesureId;
    return id === null ? null : ((await mesures(context).load(id)) ?? null);
  }

  @FieldResolver(() => [DocumentTransfere], { description: 'Documents de R221-6, un par un, transmis ou absents.' })
  async documents(
    @Root() { id }: TransfertInterdepartemental,
    @Ctx() context: HubContext,
  ): Promise<DocumentTransfere[]> {
    const rows = await documentsDesTransferts(context).load(id);
    return rows.map(({ document, contenu }) =>
      Object.assign(new DocumentTransfere(), { document, motifAbsence: contenu.absence, pieces: contenu.pieces }),
    );
  }
}

@Resolver(() => DocumentTransfere)
export class DocumentTransfereResolver {
  @FieldResolver()
  async pieces(@Root() { pieces }: DocumentTransfere, @Ctx() context: HubContext): Promise<PieceTransferee[] | null> {
    await exigerLecteur(context);
    return pieces ?? null;
  }
}

@Resolver(() => Mesure)
export class MesureTransfereeResolver {
  @FieldResolver(() => [TransfertInterdepartemental], {
    nullable: true,
    description: 'Transferts par lesquels elle est partie ou arrivée, le plus récent d’abord.',
  })
  transferts(@Root() { id }: Mesure, @Ctx() context: HubContext): Promise<TransfertInterdepartemental[]> {
    return transfertsDesMesures(context).load(id);
  }
}
