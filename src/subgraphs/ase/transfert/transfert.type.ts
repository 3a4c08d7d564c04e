import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { NatureMesure as CodeNature } from '../../../domain/mesures-ase';
import type { CanalTransfert as CodeCanal } from '../../../domain/suites';
import { ISSUES_TRANSFERT } from '../../../domain/transfert-dossier';
import type * as codes from '../../../domain/transfert-dossier';
import { AccuseReception, ResultatActe } from '../../../published/accuse-reception.type';
import { connectionOf } from '../../../published/connection';
import { published } from '../../../published/enums';
import { DateCivile, Horodatage } from '../../../published/scalars';
import { CanalTransfert } from '../../../published/transmission';
import { NatureMesure } from '../mesures/mesure.enums';
import { DocumentTransfert } from './transfert.input';
import type { TransfertDossierRow } from './transfert.entity';

const IssueTransfert = published('IssueTransfert', 'Ce que devient un dossier transféré.', ISSUES_TRANSFERT);

@ObjectType({ description: "Pièce d'un dossier, en toutes lettres." })
export class PieceTransferee {
  @Field(() => String, { description: 'Titre.' })
  titre!: string;

  @Field(() => DateCivile, { description: 'Date.' })
  le!: string;

  @Field(() => String, { description: 'Texte.' })
  texte!: string;
}

@ObjectType({ description: 'Document de R221-6, transmis ou absent.' })
export class DocumentTransfere {
  @Field(() => DocumentTransfert, { description: 'Lequel.' })
  document!: codes.DocumentTransfert;

  @Field(() => String, { nullable: true, description: 'Pourquoi il manque ; absent : il est transmis.' })
  motifAbsence?: string | null;

  @Field(() => [PieceTransferee], {
    nullable: true,
    description: 'Ses pièces, pour un agent individuellement désigné (CASF R221-8).',
  })
  pieces?: PieceTransferee[] | null;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    "Passage du dossier d'une mesure à la collectivité où vit la famille (CASF L221-3) : ce qu'en gardent les deux. L'origine ne lit rien de la suite.",
})
export class TransfertInterdepartemental {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => IssueTransfert, { description: 'Ce que devient le dossier.' })
  issue!: codes.IssueTransfert;

  @Field(() => String, { description: "Collectivité d'origine." })
  de!: string;

  @Field(() => String, { description: "Collectivité d'arrivée." })
  vers!: string;

  @Field(() => NatureMesure, { description: 'Nature de la mesure.' })
  nature!: CodeNature;

  @Field(() => String, { description: "Référence de la mesure à l'origine." })
  referenceDepart!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Référence, à l'arrivée, de la mesure ou de l'information ; absente hors du hub ou sans l'une ni l'autre.",
  })
  referenceArrivee?: string | null;

  @Field(() => String, { nullable: true, description: 'Motif.' })
  motif?: string | null;

  @Field(() => DateCivile, { nullable: true, description: 'Parents informés le.' })
  parentsInformesLe?: string | null;

  @Field(() => String, { nullable: true, description: "Pourquoi ils ne l'ont pas été." })
  motifNonInformes?: string | null;

  @Field(() => CanalTransfert, { description: 'Par quelle voie.' })
  canal!: CodeCanal;

  @Field(() => String, { nullable: true, description: 'Preuve de la remise par une autre voie que le hub.' })
  preuve?: string | null;

  @Field(() => Horodatage, { description: 'Quand.' })
  le!: string;

  @Field(() => Int, {
    description: 'Années de conservation, après la dernière opération ou la dernière mesure sociale (CASF R221-9).',
  })
  conservationAns!: number;

  @Field(() => DateCivile, {
    description: "Dernier jour de conservation à l'origine, dont c'est la dernière opération.",
  })
  conservationJusquAu!: string;

  enfantId!: string;
  mesureId!: string;
  arriveeId!: string | null;
}

export const TransfertConnection = connectionOf(
  TransfertInterdepartemental,
  'TransfertInterdepartemental',
  'Transferts dont votre collectivité est une extrémité.',
);

export function publierTransfertDossier(row: TransfertDossierRow): TransfertInterdepartemental {
  const { id, reference, issue, de, vers, nature, referenceDepart, referenceArrivee, motif, canal, preuve } = row;
  const { parentsInformesLe, motifNonInformes, le, conservationAns, conservationJusquAu } = row;
  const { enfantId, mesureId, arriveeId } = row;
  return Object.assign(new TransfertInterdepartemental(), {
    ...{ id, reference, issue, de, vers, nature, referenceDepart, referenceArrivee, motif, canal, preuve },
    ...{ parentsInformesLe, motifNonInformes, conservationAns, conservationJusquAu, enfantId, mesureId, arriveeId },
    le: le.toISOString(),
  });
}

@ObjectType({ description: 'Résultat de `transfererDossier`.' })
export class TransfererDossierPayload extends ResultatActe {
  @Field(() => AccuseReception, { nullable: true, description: 'Accusé de réception ; absent si refusé.' })
  accuseReception?: AccuseReception | null;
}
