import { Field, ID, InputType } from 'type-graphql';
import type * as codes from '../../domain/code-lists';
import { EnfantInput } from '../../published/enfant.input';
import * as enums from '../../published/enums';
import { DateCivile, Horodatage } from '../../published/scalars';
import { NatureMesureUrgente, type CodeMesureUrgente } from './enums';

@InputType({ description: "Service ou personne à qui l'enfant est confié." })
export class ConfieAInput {
  @Field(() => String, { description: 'Nom du service, de l’établissement ou de la personne.' })
  nom!: string;

  @Field(() => String, { nullable: true, description: 'FINESS, pour un établissement de santé ou médico-social.' })
  finess?: string | null;

  @Field(() => String, { nullable: true, description: 'SIRET, pour un autre service.' })
  siret?: string | null;
}

@InputType({ description: 'Droits des parents fixés par l’ordonnance, ou réservés (C. civ. 375-5 al. 2).' })
export class DroitsParentsInput {
  @Field(() => Boolean, { description: 'Tous les droits sont-ils réservés ?' })
  reserves!: boolean;

  @Field(() => String, { nullable: true, description: 'Correspondance : nature et fréquence.' })
  correspondance?: string | null;

  @Field(() => String, { nullable: true, description: 'Visites : nature et fréquence.' })
  visites?: string | null;

  @Field(() => String, { nullable: true, description: 'Hébergement : nature et fréquence.' })
  hebergement?: string | null;
}

@InputType({
  description:
    'Mesure urgente prise par le procureur (C. civ. 375-5) : placement provisoire ou interdiction de sortie du territoire.',
})
export class NotifierMesureUrgenteInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par le parquet." })
  idempotencyKey!: string;

  @Field(() => NatureMesureUrgente, { nullable: true, description: 'Nature ; à défaut, `OPP`.' })
  nature?: CodeMesureUrgente | null;

  @Field(() => String, {
    description: 'Tribunal judiciaire (code `tj` + commune du siège) : celui du parquet qui notifie.',
  })
  tj!: string;

  @Field(() => String, { description: 'Numéro de parquet, unique avec le tribunal.' })
  numeroParquet!: string;

  @Field(() => String, { nullable: true, description: 'Numéro de dossier.' })
  numeroDossier?: string | null;

  @Field(() => Horodatage, { description: "Date et heure de l'ordonnance : départ du délai de 8 jours." })
  priseLe!: string;

  @Field(() => String, { description: 'Magistrat.' })
  magistrat!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Enfant déjà connu de votre parquet dans le hub ; à défaut, `enfant`.',
  })
  enfantId?: string | null;

  @Field(() => EnfantInput, {
    nullable: true,
    description: "Traits de l'enfant, s'il n'est pas déjà connu de votre parquet.",
  })
  enfant?: EnfantInput | null;

  @Field(() => String, { description: "Motifs de l'urgence." })
  motifs!: string;

  @Field(() => enums.Lieu3753, {
    nullable: true,
    description: "À qui l'enfant est confié (C. civ. 375-3) : obligatoire pour un placement, sans objet sinon.",
  })
  lieu?: codes.Lieu3753 | null;

  @Field(() => ConfieAInput, {
    nullable: true,
    description: 'Service ou personne désignés : obligatoire pour un placement, sans objet sinon.',
  })
  confieA?: ConfieAInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Collectivité dont l'ASE est avisée, si ce n'est pas celle où vit l'enfant (code du registre, par exemple `31`).",
  })
  collectivite?: string | null;

  @Field(() => DroitsParentsInput, {
    nullable: true,
    description: 'Droits des parents : obligatoires pour un placement, sans objet sinon.',
  })
  droitsParents?: DroitsParentsInput | null;

  @Field(() => DateCivile, {
    nullable: true,
    description:
      'Terme ; à défaut, jusqu’à la décision du juge des enfants, et deux mois pour une interdiction de sortie du territoire.',
  })
  jusquAu?: string | null;

  @Field(() => Boolean, { description: 'La force publique est-elle requise (C. civ. 375-3 dernier al.) ?' })
  forcePublique!: boolean;

  @Field(() => [String], { nullable: true, description: 'Personnes déjà avisées.' })
  personnesAvisees?: string[] | null;
}
