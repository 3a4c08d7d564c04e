import { Field, ID, InputType } from 'type-graphql';
import type { SuiteParquet } from '../../domain/suites';
import { EnfantInput } from '../../published/enfant.input';
import { DateCivile, Horodatage } from '../../published/scalars';
import { ObjetSoitTransmis, SuiteSignalement, type CodeObjetSoitTransmis } from './enums';

@InputType({ description: 'Avis des suites données à un signalement (CASF L226-4 I).' })
export class EnregistrerSuitesInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par le parquet." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Signalement adressé à votre parquet.' })
  signalementId!: string;

  @Field(() => SuiteSignalement, { description: 'Suite donnée.' })
  suite!: SuiteParquet;

  @Field(() => Horodatage, { description: 'Date de cette suite.' })
  le!: string;

  @Field(() => String, { nullable: true, description: "Commentaire, hors secret de l'enquête." })
  commentaire?: string | null;
}

@InputType({ description: 'Soit-transmis du procureur à la CRIP.' })
export class TransmettreSoitTransmisInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par le parquet." })
  idempotencyKey!: string;

  @Field(() => String, { description: 'Tribunal judiciaire : celui du parquet qui transmet.' })
  tj!: string;

  @Field(() => String, { description: 'Numéro de parquet, unique avec le tribunal.' })
  numeroParquet!: string;

  @Field(() => String, { description: 'Magistrat.' })
  magistrat!: string;

  @Field(() => ObjetSoitTransmis, { description: 'Ce qui est demandé.' })
  objet!: CodeObjetSoitTransmis;

  @Field(() => ID, {
    nullable: true,
    description: 'Enfant déjà connu de votre parquet dans le hub ; à défaut, `enfant`.',
  })
  enfantId?: string | null;

  @Field(() => EnfantInput, { nullable: true, description: "Traits de l'enfant, s'il n'est pas déjà connu." })
  enfant?: EnfantInput | null;

  @Field(() => String, {
    nullable: true,
    description: "Collectivité dont la CRIP est saisie, si ce n'est pas celle où vit l'enfant.",
  })
  collectivite?: string | null;

  @Field(() => String, { description: 'Texte, 20 000 caractères au plus.' })
  texte!: string;

  @Field(() => DateCivile, { nullable: true, description: 'Réponse attendue pour cette date.' })
  reponseAttendueLe?: string | null;

  @Field(() => Boolean, { description: 'Réservé à la CRIP : l’ASE ne lit pas le texte.' })
  confidentiel!: boolean;
}

@InputType({ description: 'Requête du procureur au juge des enfants (C. civ. 375 et 375-5 al. 2).' })
export class SaisirJugeDesEnfantsInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par le parquet." })
  idempotencyKey!: string;

  @Field(() => String, { description: 'Tribunal dont le juge des enfants est saisi : siège du tribunal pour enfants.' })
  tj!: string;

  @Field(() => ID, { description: 'Enfant, connu de votre parquet dans le hub.' })
  enfantId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Mesure urgente qui précède ; à défaut, la seule de votre parquet pour laquelle le juge n’est pas encore saisi. Requis s’il y en a plusieurs.',
  })
  mesureUrgenteId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Signalement à l’origine de la requête.' })
  signalementId?: string | null;

  @Field(() => Horodatage, {
    description:
      'Réception de la requête au greffe : elle saisit le juge et fait courir ses quinze jours (CPC 1184 al. 3).',
  })
  recueAuGreffeLe!: string;

  @Field(() => String, { description: 'Motifs, 20 000 caractères au plus.' })
  motifs!: string;
}
