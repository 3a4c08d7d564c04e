import { Field, ID, InputType } from 'type-graphql';
import type { Conclusion as CodeConclusion } from '../../../domain/suites';
import { DOCUMENTS_TRANSFERT, PORTEES_TRANSFERT } from '../../../domain/transfert-dossier';
import type * as codes from '../../../domain/transfert-dossier';
import { published } from '../../../published/enums';
import { DateCivile } from '../../../published/scalars';
import { TransmissionHorsHubInput } from '../../../published/transmission';
import { AccordInput } from '../mesures/mesure.input';

export const DocumentTransfert = published(
  'DocumentTransfert',
  "Document copié à la collectivité d'arrivée (CASF R221-6).",
  DOCUMENTS_TRANSFERT,
);
export const PorteeTransfert = published(
  'PorteeTransfert',
  'Ce qui passe à la collectivité d’arrivée.',
  PORTEES_TRANSFERT,
);
export const EffetInterruption = published<CodeConclusion>(
  'EffetInterruption',
  "Effet de l'interruption sur l'enfant.",
  {
    DANGER: "L'interruption est un danger",
    RISQUE: "L'interruption est un risque de danger",
    NI_DANGER_NI_RISQUE: 'Ni danger ni risque : rien n’est transmis',
  },
);

@InputType({
  description:
    "Information des parents, préalable au transfert : quand, ou pourquoi elle est contraire à l'intérêt de l'enfant.",
})
export class ParentsTransfertInput {
  @Field(() => DateCivile, { nullable: true, description: 'Informés le.' })
  informesLe?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Pourquoi ils ne le sont pas ; pour une mesure judiciaire seulement (CASF R221-5, R221-5-1).',
  })
  motifNonInformes?: string | null;
}

@InputType({
  description: "Refus des parents : la collectivité d'origine évalue l'effet de l'interruption (CASF R221-5-2).",
})
export class RefusTransfertInput {
  @Field(() => EffetInterruption, { description: 'Ce qu’elle conclut.' })
  conclusion!: CodeConclusion;

  @Field(() => String, { description: 'Exposé, 20 000 caractères au plus.' })
  expose!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Danger : tribunal dont le parquet est saisi (CASF L226-4).',
  })
  tribunal?: string | null;

  @Field(() => TransmissionHorsHubInput, {
    nullable: true,
    description: "Comment ce parquet a été avisé, s'il n'est pas relié au hub.",
  })
  transmission?: TransmissionHorsHubInput | null;
}

@InputType({
  description:
    'Un document de R221-6 : son texte, ou pourquoi il manque. Ce que le hub tient déjà (informations, décisions, évaluations) part de lui-même.',
})
export class DocumentTransfereInput {
  @Field(() => DocumentTransfert, { description: 'Lequel.' })
  document!: codes.DocumentTransfert;

  @Field(() => DateCivile, { nullable: true, description: 'Sa date ; obligatoire avec le texte.' })
  le?: string | null;

  @Field(() => String, { nullable: true, description: 'Son texte, 20 000 caractères au plus.' })
  texte?: string | null;

  @Field(() => String, { nullable: true, description: "Pourquoi il manque, s'il n'a pas de texte." })
  motifAbsence?: string | null;
}

@InputType({ description: "Transfert du dossier d'une mesure à la collectivité où vit la famille (CASF L221-3)." })
export class TransfererDossierInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => ID, {
    description: 'Mesure en cours. Une information en cours de traitement se transfère par `reorienter`.',
  })
  mesureId!: string;

  @Field(() => String, { description: "Collectivité d'arrivée (code du registre, par exemple `33`)." })
  collectivite!: string;

  @Field(() => String, { description: 'Motif, 2 000 caractères au plus.' })
  motif!: string;

  @Field(() => PorteeTransfert, { description: "Ce qui passe à la collectivité d'arrivée." })
  portee!: codes.PorteeTransfert;

  @Field(() => ParentsTransfertInput, { description: 'Information des parents.' })
  parents!: ParentsTransfertInput;

  @Field(() => [AccordInput], {
    description: 'Accords écrits et préalables, pour une mesure administrative (CASF R221-5-2) ; vide sinon.',
  })
  accords!: AccordInput[];

  @Field(() => RefusTransfertInput, { nullable: true, description: "Refus des parents d'une mesure administrative." })
  refus?: RefusTransfertInput | null;

  @Field(() => [DocumentTransfereInput], { description: 'Documents de R221-6 que le hub ne tient pas.' })
  documents!: DocumentTransfereInput[];

  @Field(() => TransmissionHorsHubInput, {
    nullable: true,
    description: "Comment la collectivité d'arrivée les a reçus, si elle n'est pas reliée au hub (CASF R221-7).",
  })
  transmission?: TransmissionHorsHubInput | null;
}

@InputType({ description: "Rappel d'une mesure en cours de remise à un autre hub." })
export class RappelerTransfertDossierInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence, facultative." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;
}
