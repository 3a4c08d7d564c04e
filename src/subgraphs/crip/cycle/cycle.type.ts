import { Field, ID, ObjectType } from 'type-graphql';
import type { EtatInformation } from '../../../domain/lifecycle';
import type * as retours from '../../../domain/retours';
import type * as suites from '../../../domain/suites';
import { AccuseReception, ResultatActe } from '../../../published/accuse-reception.type';
import { connectionOf } from '../../../published/connection';
import { EtatInformation as EtatInformationPublie } from '../../../published/enums';
import { Horodatage } from '../../../published/scalars';
import * as enums from './cycle.enums';

@ObjectType({ description: "Un pas de la vie d'une information." })
export class EtapeCycle {
  @Field(() => String, { description: 'Acte.' })
  acte!: string;

  @Field(() => EtatInformationPublie, { description: "État d'avant." })
  de!: EtatInformation;

  @Field(() => EtatInformationPublie, { description: "État d'après." })
  vers!: EtatInformation;

  @Field(() => String, { description: 'Institution qui a agi.' })
  par!: string;

  @Field(() => String, { nullable: true, description: 'Motif.' })
  motif?: string | null;

  @Field(() => Horodatage, { description: 'Quand.' })
  le!: string;
}

@ObjectType({ description: "Retour à l'émetteur, préparé par chaque changement d'état, envoyé par la CRIP (L226-5)." })
export class Retour {
  @Field(() => enums.CodeRetour, { description: 'Code.' })
  code!: retours.CodeRetour;

  @Field(() => String, { description: "Ce qui est dit à l'émetteur : la suite donnée, jamais le dossier." })
  message!: string;

  @Field(() => Horodatage, { nullable: true, description: 'Envoi ; absent : projet de la CRIP.' })
  envoyeLe?: string | null;

  @Field(() => enums.CanalEchange, { nullable: true, description: 'Comment il a été fait.' })
  canal?: retours.Canal | null;
}

@ObjectType('InformationTitulaires', { description: "Information des titulaires de l'autorité parentale." })
export class InformationTitulaires {
  @Field(() => enums.ObjetInformationParents, { description: 'De quoi.' })
  objet!: suites.ObjetInformationParents;

  @Field(() => Boolean, { nullable: true, description: 'Informés ? Absent : à faire.' })
  informes?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Motif, quand ils ne le sont pas.' })
  motif?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Quand.' })
  le?: string | null;
}

@ObjectType({
  description: "Ce qu'une institution a transmis, et le retour qui lui est fait ; jamais l'état du dossier.",
})
export class Transmission {
  @Field(() => ID, { description: 'Information préoccupante transmise.' })
  id!: string;

  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => Horodatage, { description: 'Réception par la CRIP.' })
  recueLe!: string;

  @Field(() => Horodatage, { description: 'Transmission : départ du délai de retour, sauf pour le 119 (réception).' })
  transmiseLe!: string;
}

export const TransmissionConnection = connectionOf(
  Transmission,
  'Transmission',
  'Informations que votre institution a transmises, de la plus récente à la plus ancienne.',
);

@ObjectType({ description: "Où en est l'information après l'acte." })
export class Avancement {
  @Field(() => ID, { description: 'Information préoccupante.' })
  informationId!: string;

  @Field(() => String, { description: 'Référence.' })
  reference!: string;

  @Field(() => EtatInformationPublie, { description: 'État.' })
  etat!: EtatInformation;

  @Field(() => Horodatage, { description: "Instant de l'acte." })
  le!: string;
}

@ObjectType({ description: "Résultat d'un acte de la CRIP sur une information." })
export class AvancementPayload extends ResultatActe {
  @Field(() => Avancement, { nullable: true, description: "Absent si l'acte est refusé, ou porte sur une mesure." })
  avancement?: Avancement | null;
}

@ObjectType({ description: "Résultat d'un acte qui dépose quelque chose : demande, réponse, évaluation, signalement." })
export class DepotPayload extends ResultatActe {
  @Field(() => AccuseReception, { nullable: true, description: "Accusé de réception ; absent si l'acte est refusé." })
  accuseReception?: AccuseReception | null;
}

@ObjectType({ description: 'Résultat de `envoyerRetour`.' })
export class EnvoyerRetourPayload extends ResultatActe {
  @Field(() => Retour, { nullable: true, description: "Retour envoyé ; absent s'il est refusé." })
  retour?: Retour | null;
}
