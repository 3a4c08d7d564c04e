import { Field, InputType } from 'type-graphql';
import type * as codes from '../../domain/code-lists';
import * as enums from '../../published/enums';
import { DateCivile, Horodatage } from '../../published/scalars';

@InputType({ description: 'Institution et personne qui transmettent.' })
export class EmetteurInput {
  @Field(() => enums.TypeInstitution, { description: "Nature de l'institution." })
  typeInstitution!: codes.TypeInstitution;

  @Field(() => String, { description: "Nom de l'institution." })
  nom!: string;

  @Field(() => String, { nullable: true, description: "UAI, pour l'Éducation nationale." })
  uai?: string | null;

  @Field(() => String, { nullable: true, description: 'FINESS, pour un hôpital.' })
  finess?: string | null;

  @Field(() => String, { nullable: true, description: 'SIRET, pour toute autre institution.' })
  siret?: string | null;

  @Field(() => String, { description: 'Nom de la personne.' })
  personne!: string;

  @Field(() => String, { description: 'Fonction.' })
  fonction!: string;

  @Field(() => String, { nullable: true, description: 'RPPS, pour un professionnel de santé.' })
  rpps?: string | null;

  @Field(() => String, { nullable: true, description: 'Téléphone professionnel.' })
  telephone?: string | null;

  @Field(() => String, { nullable: true, description: 'Courriel professionnel.' })
  courriel?: string | null;

  @Field(() => Boolean, { description: 'La personne est-elle soumise au secret professionnel (CP 226-13) ?' })
  soumisAuSecret!: boolean;

  @Field(() => Boolean, { description: 'Demande-t-elle que la famille ignore son identité ?' })
  anonymatDemande!: boolean;

  @Field(() => Horodatage, { description: 'Instant de la rédaction.' })
  redigeeLe!: string;

  @Field(() => DateCivile, { nullable: true, description: 'Date à laquelle les faits ont été connus.' })
  faitsConnusLe?: string | null;
}

@InputType({ description: 'Identité nationale de santé.' })
export class InsInput {
  @Field(() => String, { description: 'Matricule INS.' })
  matricule!: string;

  @Field(() => String, { description: "OID de l'autorité d'affectation." })
  oid!: string;
}

@InputType({ description: "Adulte auprès de l'enfant." })
export class AdulteInput {
  @Field(() => enums.RoleAdulte, { description: 'Place.' })
  role!: codes.RoleAdulte;

  @Field(() => String, { description: 'Nom et prénom.' })
  nom!: string;

  @Field(() => DateCivile, { nullable: true, description: 'Date de naissance.' })
  dateNaissance?: string | null;

  @Field(() => String, { nullable: true, description: 'Adresse.' })
  adresse?: string | null;

  @Field(() => String, { nullable: true, description: 'Téléphone.' })
  telephone?: string | null;

  @Field(() => enums.AutoriteParentale, { nullable: true, description: 'Autorité parentale.' })
  autoriteParentale?: codes.AutoriteParentale | null;

  @Field(() => Boolean, { nullable: true, description: "Vit avec l'enfant." })
  vitAvecEnfant?: boolean | null;
}

@InputType({ description: 'Frère ou sœur.' })
export class FratrieInput {
  @Field(() => String, { description: 'Nom et prénom.' })
  nom!: string;

  @Field(() => DateCivile, { nullable: true, description: 'Date de naissance.' })
  dateNaissance?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Concerné aussi par les faits.' })
  concerne?: boolean | null;
}

@InputType({ description: 'Un fait. Écrire ce que l’on craint, sans qualifier ni interroger l’enfant.' })
export class FaitInput {
  @Field(() => String, { description: 'Récit, 20 000 caractères au plus.' })
  recit!: string;

  @Field(() => enums.ModeConstatation, { description: 'Qui a constaté.' })
  constatePar!: codes.ModeConstatation;

  @Field(() => DateCivile, { nullable: true, description: 'Date du fait.' })
  date?: string | null;

  @Field(() => String, { nullable: true, description: 'Lieu.' })
  lieu?: string | null;

  @Field(() => String, { nullable: true, description: "Paroles de l'enfant, mot pour mot." })
  parolesEnfant?: string | null;

  @Field(() => String, { nullable: true, description: 'Blessures : forme, couleur, siège.' })
  blessures?: string | null;

  @Field(() => String, { nullable: true, description: 'Fréquence.' })
  frequence?: string | null;
}
