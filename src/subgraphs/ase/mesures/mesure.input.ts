import { Field, ID, InputType } from 'type-graphql';
import type * as codes from '../../../domain/mesures-ase';
import { DateCivile, Horodatage } from '../../../published/scalars';
import { JeuneMajeurInput } from '../majorite/jeune-majeur.type';
import * as enums from './mesure.enums';

@InputType({ description: "Accord, ou refus, d'un titulaire de l'autorité parentale ou du jeune majeur." })
export class AccordInput {
  @Field(() => enums.QualiteAccord, { description: 'Qui.' })
  qualite!: codes.QualiteAccord;

  @Field(() => Boolean, { description: 'Accord donné par écrit.' })
  donne!: boolean;

  @Field(() => DateCivile, { description: "Date de l'écrit." })
  le!: string;
}

@InputType({ description: 'Référent ASE : une fonction dans un service, pas une personne.' })
export class ReferentInput {
  @Field(() => String, { description: 'Fonction.' })
  fonction!: string;

  @Field(() => String, { description: 'Service.' })
  service!: string;
}

@InputType({
  description: "Mesure administrative décidée par le président du conseil départemental, avec l'accord de la famille.",
})
export class OuvrirMesureAdministrativeInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Enfant.' })
  enfantId!: string;

  @Field(() => enums.NatureMesure, { description: 'Mesure, administrative.' })
  nature!: codes.NatureMesure;

  @Field(() => Horodatage, { description: 'Début.' })
  debut!: string;

  @Field(() => DateCivile, { description: 'Terme : un an au plus (CASF L223-5).' })
  terme!: string;

  @Field(() => [AccordInput], { description: "Accords des titulaires de l'autorité parentale, ou du jeune majeur." })
  accords!: AccordInput[];

  @Field(() => String, { nullable: true, description: 'Contrat, obligatoire pour un accueil provisoire.' })
  contrat?: string | null;

  @Field(() => String, { nullable: true, description: "Service ou personne à qui l'enfant est confié." })
  confieA?: string | null;

  @Field(() => ID, { nullable: true, description: "Lieu d'accueil agréé ou autorisé, obligatoire pour un accueil." })
  lieuId?: string | null;

  @Field(() => ReferentInput, { nullable: true, description: 'Référent ASE.' })
  referent?: ReferentInput | null;

  @Field(() => ID, { nullable: true, description: 'Information préoccupante qui a conduit à cette mesure.' })
  informationId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Mineur non accompagné.' })
  estMna?: boolean | null;

  @Field(() => DateCivile, { nullable: true, description: 'Date de naissance, si le hub ne la connaît pas.' })
  dateNaissance?: string | null;

  @Field(() => JeuneMajeurInput, { nullable: true, description: 'Obligatoire pour un jeune majeur.' })
  jeuneMajeur?: JeuneMajeurInput | null;
}

@InputType({ description: "Renouvellement d'une mesure administrative, dans les mêmes formes." })
export class RenouvelerMesureInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;

  @Field(() => DateCivile, { description: 'Nouveau terme : un an au plus après le précédent.' })
  terme!: string;

  @Field(() => [AccordInput], { description: "Accords des titulaires de l'autorité parentale, ou du jeune majeur." })
  accords!: AccordInput[];

  @Field(() => String, { nullable: true, description: 'Contrat, obligatoire pour un accueil provisoire.' })
  contrat?: string | null;

  @Field(() => DateCivile, {
    nullable: true,
    description:
      "Fin de l'année scolaire ou universitaire engagée, si l'accompagnement d'un jeune majeur dépasse 21 ans.",
  })
  finAnneeScolaire?: string | null;
}

@InputType({ description: "Fin d'une mesure." })
export class TerminerMesureInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence, facultative." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;

  @Field(() => Horodatage, { description: 'Instant de la fin.' })
  le!: string;

  @Field(() => String, { description: 'Motif : retour en famille, admission, saisine judiciaire, majorité…' })
  motif!: string;
}

@InputType({ description: 'Désignation du référent ASE.' })
export class DesignerReferentInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence, facultative." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;

  @Field(() => String, { description: 'Fonction du référent (pas son nom).' })
  fonction!: string;

  @Field(() => String, { description: 'Service.' })
  service!: string;
}

@InputType({ description: 'Rapport remis au juge des enfants (C. civ. 375 dernier al., CASF L223-5).' })
export class EnregistrerRapportInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;

  @Field(() => Horodatage, { description: 'Remis au juge le.' })
  remisLe!: string;

  @Field(() => String, { description: 'Service ou fonction qui le rédige (pas un nom).' })
  redigePar!: string;

  @Field(() => Boolean, { nullable: true, description: "Projet pour l'enfant mis à jour avec lui (CASF D223-13)." })
  projetMisAJour?: boolean | null;
}

@InputType({ description: "Projet pour l'enfant établi ou mis à jour (CASF L223-1-1)." })
export class EtablirProjetPourEnfantInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence, facultative." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;

  @Field(() => Horodatage, { description: 'Établi le.' })
  etabliLe!: string;
}

@InputType({ description: "Changement du lieu d'accueil (CASF L223-3)." })
export class ChangerLieuInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Mesure.' })
  mesureId!: string;

  @Field(() => ID, { description: "Nouveau lieu d'accueil." })
  lieuId!: string;

  @Field(() => enums.CasChangementLieu, { description: 'Cas : il fixe le délai dans lequel le juge est informé.' })
  cas!: codes.CasChangement;

  @Field(() => Horodatage, {
    description: 'Date du changement prévu ; en urgence ou pour une fratrie, instant de la décision.',
  })
  le!: string;

  @Field(() => String, { description: 'Motifs : toujours obligatoires.' })
  motifs!: string;

  @Field(() => Horodatage, { nullable: true, description: 'Juge déjà informé hors du hub, le.' })
  jugeInformeLe?: string | null;
}
