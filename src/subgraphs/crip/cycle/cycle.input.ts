import { Field, ID, InputType } from 'type-graphql';
import type * as retours from '../../../domain/retours';
import type * as suites from '../../../domain/suites';
import { Horodatage } from '../../../published/scalars';
import { TransmissionHorsHubInput } from '../../../published/transmission';
import * as enums from './cycle.enums';

const CLE = "Clé d'idempotence : le même envoi répété ne crée rien de plus.";

@InputType({ description: 'Acte de la CRIP sur une information.' })
export class ActeSurInformationInput {
  @Field(() => String, { nullable: true, description: CLE })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Information préoccupante.' })
  informationId!: string;
}

@InputType({ description: 'Acte de la CRIP sur une information, qui dit pourquoi.' })
export class ActeMotiveInput extends ActeSurInformationInput {
  @Field(() => String, { description: 'Motif, 2 000 caractères au plus.' })
  motif!: string;
}

@InputType({ description: 'Réorientation vers la collectivité compétente (CASF L221-3).' })
export class ReorienterInput extends ActeMotiveInput {
  @Field(() => String, { description: 'Collectivité compétente (code du registre, par exemple `33`).' })
  collectivite!: string;

  @Field(() => TransmissionHorsHubInput, {
    nullable: true,
    description:
      "Requis quand la CRIP de cette collectivité n'est reliée ni à ce hub ni à un autre qu'il connaît ; refusé quand elle est reliée à ce hub, qui lui transmet lui-même.",
  })
  transmission?: TransmissionHorsHubInput | null;
}

@InputType({ description: 'Information à joindre à une autre, encore ouverte, du même enfant ou du même foyer.' })
export class JoindreInput extends ActeSurInformationInput {
  @Field(() => ID, { description: 'Information à laquelle la joindre : elle garde la réception la plus ancienne.' })
  aInformationId!: string;
}

@InputType({ description: 'Demande de la CRIP à une école, un hôpital ou un parquet.' })
export class DemanderInput {
  @Field(() => String, { description: CLE })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Information préoccupante.' })
  informationId!: string;

  @Field(() => String, { description: 'Institution à qui la demande est faite (UAI, FINESS ou tribunal).' })
  destinataire!: string;

  @Field(() => String, { description: 'Question, 20 000 caractères au plus.' })
  question!: string;
}

@InputType({ description: 'Réponse à une demande de la CRIP.' })
export class RepondreDemandeInput {
  @Field(() => String, { nullable: true, description: CLE })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Demande.' })
  demandeId!: string;

  @Field(() => String, { description: 'Réponse, 20 000 caractères au plus.' })
  reponse!: string;

  @Field(() => String, { description: 'Fonction de la personne qui répond (pas son nom).' })
  fonction!: string;
}

@InputType({ description: "Information des titulaires de l'autorité parentale, faite ou non." })
export class InformerParentsInput extends ActeSurInformationInput {
  @Field(() => enums.ObjetInformationParents, { description: 'De quoi.' })
  objet!: suites.ObjetInformationParents;

  @Field(() => Boolean, { description: 'Ont-ils été informés ?' })
  informes!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Motif, obligatoire s'ils ne le sont pas ; la saisine judiciaire n'admet aucune exception.",
  })
  motif?: string | null;
}

@InputType({ description: "Retour à l'émetteur (CASF L226-5)." })
export class EnvoyerRetourInput extends ActeSurInformationInput {
  @Field(() => enums.CodeRetour, {
    nullable: true,
    description:
      'Absent : le dernier retour préparé. `EVALUATION_EN_COURS` peut être envoyé tant que rien n’est décidé ; `PRISE_EN_COMPTE`, à tout moment, à la personne qui a demandé un retour.',
  })
  code?: retours.CodeRetour | null;

  @Field(() => enums.CanalEchange, {
    nullable: true,
    description: "Comment le retour a été fait, obligatoire quand l'émetteur n'est pas relié au hub.",
  })
  canal?: retours.Canal | null;
}

@InputType({ description: "Demande de retour d'une personne qui n'a pas transmis dans sa profession (L226-5 al. 2)." })
export class EnregistrerDemandeRetourInput extends ActeSurInformationInput {
  @Field(() => Horodatage, { description: 'Quand la demande est parvenue à la CRIP : elle ouvre le délai.' })
  demandeLe!: string;
}

@InputType({ description: 'Retour écarté, pour une raison du texte (CASF D226-2-8).' })
export class EcarterRetourInput extends ActeSurInformationInput {
  @Field(() => enums.MotifSansRetour, { description: 'Motif.' })
  motif!: retours.MotifSansRetour;
}
