import { Field, InputType } from 'type-graphql';
import type * as codes from '../../domain/code-lists';
import { EnfantInput } from '../../published/enfant.input';
import * as enums from '../../published/enums';
import { DateCivile, Horodatage } from '../../published/scalars';
import { AppelantInput } from './appelant/appelant.input';
import { AdulteInput, EmetteurInput, FaitInput, FratrieInput, InsInput } from './fiche.input';

@InputType({ description: "Scolarité de l'enfant ; l'INE n'est lu que par l'école et la CRIP." })
export class ScolariteInput {
  @Field(() => String, { description: "UAI de l'école, du collège ou du lycée." })
  uai!: string;

  @Field(() => String, { nullable: true, description: 'Classe.' })
  classe?: string | null;

  @Field(() => String, { nullable: true, description: 'Externe, demi-pensionnaire ou interne.' })
  regime?: string | null;

  @Field(() => String, { nullable: true, description: 'Identifiant national élève.' })
  ine?: string | null;
}

@InputType({ description: "Suivi hospitalier de l'enfant ; ce bloc n'est lu que par l'hôpital qui l'écrit." })
export class SuiviSanteInput {
  @Field(() => String, { description: "FINESS de l'établissement." })
  finess!: string;

  @Field(() => String, { nullable: true, description: 'RPPS du professionnel qui suit l’enfant.' })
  rpps?: string | null;

  @Field(() => InsInput, { nullable: true, description: 'Identité nationale de santé.' })
  ins?: InsInput | null;
}

@InputType({ description: 'Information préalable des parents (CASF L226-2-1).' })
export class InformationParentsInput {
  @Field(() => enums.StatutInformationParents, { description: 'Ont-ils été informés ?' })
  statut!: codes.StatutInformationParents;

  @Field(() => DateCivile, { nullable: true, description: 'Quand.' })
  date?: string | null;

  @Field(() => String, { nullable: true, description: 'Par qui.' })
  par?: string | null;

  @Field(() => String, { nullable: true, description: 'Réaction.' })
  reaction?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Obligatoire si les parents ne sont pas, ou pas tous, informés.',
  })
  motif?: string | null;
}

@InputType({ description: "Information de l'enfant." })
export class InformationEnfantInput {
  @Field(() => Boolean, { description: "L'enfant est-il informé de cette transmission ?" })
  informe!: boolean;

  @Field(() => DateCivile, { nullable: true, description: 'Quand.' })
  date?: string | null;
}

@InputType({ description: 'Copie déjà adressée au procureur (CASF L226-4 II).' })
export class CopieParquetInput {
  @Field(() => String, { description: 'Tribunal judiciaire (code `tj` + commune du siège).' })
  tj!: string;

  @Field(() => DateCivile, { description: 'Date de cet envoi.' })
  date!: string;

  @Field(() => String, { nullable: true, description: 'Numéro de parquet, s’il est connu.' })
  numeroParquet?: string | null;
}

@InputType({ description: "Fiche de transmission d'une information préoccupante à la CRIP (CASF L226-2-1, R226-2-2)." })
export class TransmettreInformationPreoccupanteInput {
  @Field(() => String, {
    description: "Clé d'idempotence choisie par l'émetteur : le même envoi répété ne crée rien de plus.",
  })
  idempotencyKey!: string;

  @Field(() => EmetteurInput, { description: 'Qui transmet.' })
  emetteur!: EmetteurInput;

  @Field(() => Horodatage, {
    nullable: true,
    description: "Date d'envoi, si elle précède la réception (courrier, télécopie) : elle ouvre le délai de retour.",
  })
  transmiseLe?: string | null;

  @Field(() => EnfantInput, { description: "L'enfant." })
  enfant!: EnfantInput;

  @Field(() => ScolariteInput, { nullable: true, description: 'Scolarité.' })
  scolarite?: ScolariteInput | null;

  @Field(() => SuiviSanteInput, { nullable: true, description: 'Suivi hospitalier.' })
  suiviSante?: SuiviSanteInput | null;

  @Field(() => [AdulteInput], { nullable: true, description: 'Adultes connus auprès de l’enfant.' })
  famille?: AdulteInput[] | null;

  @Field(() => [FratrieInput], { nullable: true, description: 'Frères et sœurs connus.' })
  fratrie?: FratrieInput[] | null;

  @Field(() => [FaitInput], { description: 'Faits, un élément par fait, ce qui est vu séparé de ce qui est rapporté.' })
  faits!: FaitInput[];

  @Field(() => [enums.NatureDanger], { description: 'Natures du danger craint.' })
  naturesDanger!: codes.NatureDanger[];

  @Field(() => enums.NatureDanger, { description: "Nature principale : l'une des `naturesDanger`." })
  naturePrincipale!: codes.NatureDanger;

  @Field(() => enums.AuteurPresume, { nullable: true, description: 'Auteur présumé.' })
  auteurPresume?: codes.AuteurPresume | null;

  @Field(() => [String], { nullable: true, description: 'Démarches déjà faites.' })
  demarches?: string[] | null;

  @Field(() => InformationParentsInput, { description: 'Information des parents.' })
  informationParents!: InformationParentsInput;

  @Field(() => InformationEnfantInput, { nullable: true, description: "Information de l'enfant." })
  informationEnfant?: InformationEnfantInput | null;

  @Field(() => enums.Urgence, { description: 'Urgence.' })
  urgence!: codes.Urgence;

  @Field(() => CopieParquetInput, { nullable: true, description: 'Copie déjà adressée au procureur.' })
  copieParquet?: CopieParquetInput | null;

  @Field(() => AppelantInput, {
    nullable: true,
    description: 'Qui a appelé ; du 119 seul, lu de lui seul, et hors de la fiche que lit la CRIP.',
  })
  appelant?: AppelantInput | null;
}
