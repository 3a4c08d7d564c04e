import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type * as codes from '../../domain/code-lists';
import { ResultatActe } from '../../published/accuse-reception.type';
import * as enums from '../../published/enums';
import { Horodatage } from '../../published/scalars';

@ObjectType({ description: "Palier d'astreinte alerté : qui, par quel canal, quand." })
export class Escalade {
  @Field(() => Int, { description: 'Rang du palier.' })
  rang!: number;

  @Field(() => String, { description: 'Fonction de la personne alertée.' })
  fonction!: string;

  @Field(() => String, { description: 'Canal : `NOTIFICATION` (boîte et webhook).' })
  canal!: string;

  @Field(() => Horodatage, { description: "Instant de l'alerte." })
  le!: string;
}

@ObjectType({
  description:
    "Réception par l'ASE d'une mesure urgente, ou d'une information immédiate reçue quand la CRIP était fermée.",
})
export class ReceptionMesure {
  @Field(() => enums.EtatMesure, { description: 'Où en est la réception.' })
  etat!: codes.EtatMesure;

  @Field(() => Horodatage, { nullable: true, description: "Remise au logiciel ou à la boîte de l'ASE." })
  remiseLe?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Accusé de réception par une personne.' })
  accuseeLe?: string | null;

  @Field(() => String, { nullable: true, description: 'Fonction de cette personne.' })
  accuseePar?: string | null;

  @Field(() => [Escalade], { description: "Paliers d'astreinte déjà alertés, dans l'ordre." })
  escalades!: Escalade[];
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Ordonnance de placement provisoire du procureur (C. civ. 375-5 al. 2).' })
export class MesureUrgente {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    "Alerte adressée à la CRIP sur un mineur dont on peut craindre qu'il soit en danger ou en risque de l'être (CASF R226-2-2).",
})
export class InformationPreoccupante {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;
}

@ObjectType({ description: 'Prise en charge enregistrée.' })
export class AccuseInformation {
  @Field(() => ID, { description: 'Information préoccupante.' })
  informationId!: string;

  @Field(() => Horodatage, { description: 'Instant de la première prise en charge.' })
  accuseeLe!: string;

  @Field(() => String, { description: "Fonction de la personne qui s'en est chargée la première." })
  fonction!: string;
}

@ObjectType({ description: 'Résultat de `accuserInformationUrgente`.' })
export class AccuserInformationUrgentePayload extends ResultatActe {
  @Field(() => AccuseInformation, { nullable: true, description: 'Prise en charge ; absente si refusée.' })
  accuse?: AccuseInformation | null;
}

@ObjectType({ description: 'Réponse du département au Défenseur.' })
export class ReponseSaisine {
  @Field(() => String, { description: 'Explications.' })
  reponse!: string;

  @Field(() => String, { description: 'Fonction de la personne qui répond.' })
  reponduePar!: string;

  @Field(() => Horodatage, { description: 'Instant de la réponse.' })
  repondueLe!: string;

  saisineId!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'Saisine du président du conseil départemental par le Défenseur des droits (LO 2011-333 art. 35).',
})
export class SaisineDefenseur {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;
}

@ObjectType({ description: 'Accusé de réception enregistré.' })
export class AccuseMesure {
  @Field(() => ID, { description: 'Mesure urgente.' })
  mesureId!: string;

  @Field(() => Horodatage, { description: 'Instant du premier accusé.' })
  accuseeLe!: string;

  @Field(() => String, { description: 'Fonction de la personne qui a accusé réception la première.' })
  fonction!: string;
}

@ObjectType({ description: 'Résultat de `accuserReception`.' })
export class AccuserReceptionPayload extends ResultatActe {
  @Field(() => AccuseMesure, { nullable: true, description: 'Accusé ; absent si refusé.' })
  accuse?: AccuseMesure | null;
}

@ObjectType({ description: 'Réponse enregistrée.' })
export class ReponseEnregistree {
  @Field(() => ID, { description: 'Saisine.' })
  saisineId!: string;

  @Field(() => Horodatage, { description: "Instant de l'enregistrement." })
  repondueLe!: string;

  @Field(() => String, { description: "SHA-256 de la forme canonique RFC 8785 de l'argument `input`." })
  empreinte!: string;
}

@ObjectType({ description: 'Résultat de `repondreSaisineDefenseur`.' })
export class RepondreSaisineDefenseurPayload extends ResultatActe {
  @Field(() => ReponseEnregistree, { nullable: true, description: 'Réponse ; absente si refusée.' })
  reponse?: ReponseEnregistree | null;
}
