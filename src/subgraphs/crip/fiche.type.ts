import { Field, ObjectType } from 'type-graphql';
import type * as codes from '../../domain/code-lists';
import * as enums from '../../published/enums';
import { DateCivile, Horodatage } from '../../published/scalars';

@ObjectType('Emetteur', { description: "Institution et personne qui ont transmis l'information." })
export class EmetteurPublie {
  @Field(() => enums.TypeInstitution, { description: "Nature de l'institution." })
  typeInstitution!: codes.TypeInstitution;

  @Field(() => String, { description: "Nom de l'institution." })
  nom!: string;

  @Field(() => String, { nullable: true, description: "UAI, pour l'Éducation nationale." })
  uai?: string | null;

  @Field(() => String, { nullable: true, description: 'FINESS, pour un hôpital.' })
  finess?: string | null;

  @Field(() => String, { description: 'Nom de la personne.' })
  personne!: string;

  @Field(() => String, { description: 'Fonction.' })
  fonction!: string;

  @Field(() => String, { nullable: true, description: 'Téléphone professionnel.' })
  telephone?: string | null;

  @Field(() => String, { nullable: true, description: 'Courriel professionnel.' })
  courriel?: string | null;

  @Field(() => Boolean, { description: 'Demande que la famille ignore son identité.' })
  anonymatDemande!: boolean;

  @Field(() => Horodatage, { description: 'Instant de la rédaction.' })
  redigeeLe!: string;
}

@ObjectType('Fait', { description: 'Un fait rapporté.' })
export class FaitPublie {
  @Field(() => String, { description: 'Récit.' })
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

@ObjectType('InformationParents', { description: 'Information préalable des parents (CASF L226-2-1).' })
export class InformationParentsPubliee {
  @Field(() => enums.StatutInformationParents, { description: 'Ont-ils été informés ?' })
  statut!: codes.StatutInformationParents;

  @Field(() => DateCivile, { nullable: true, description: 'Quand.' })
  date?: string | null;

  @Field(() => String, { nullable: true, description: 'Par qui.' })
  par?: string | null;

  @Field(() => String, { nullable: true, description: 'Réaction.' })
  reaction?: string | null;

  @Field(() => String, { nullable: true, description: 'Motif, quand ils ne sont pas, ou pas tous, informés.' })
  motif?: string | null;
}
