import { Field, ID, InputType, Int, ObjectType, Float } from 'type-graphql';
import type { EtatEcheance as Etat } from '../../platform/echeance.entity';
import { connectionOf } from '../../published/connection';
import { Echeance, EtatEcheance } from '../../published/echeance.type';
import { Horodatage } from '../../published/scalars';

@ObjectType({ description: "Objet sur lequel court un délai : à lire par l'API, sous vos droits." })
export class SujetEcheance {
  @Field(() => String, { description: 'Type GraphQL.' })
  type!: string;

  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;
}

@ObjectType({ description: 'Ligne du registre des délais : un délai légal, son calcul, et ce qu’il est devenu.' })
export class EcheanceSuivie extends Echeance {
  @Field(() => ID, { description: 'Identifiant, sujet des événements `echeance.proche` et `echeance.depassee`.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'Délai qui remplace celui-ci.' })
  prolongeePar!: string | null;

  @Field(() => SujetEcheance, { description: 'Objet concerné.' })
  sujet!: SujetEcheance;
}

export const EcheanceSuivieConnection = connectionOf(
  EcheanceSuivie,
  'EcheanceSuivie',
  'Registre des délais que votre institution suit, du terme le plus proche au plus lointain.',
  'du terme le plus proche au plus lointain',
);

@InputType({ description: 'Filtre du registre des délais.' })
export class FiltreEcheancesInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Institution tenue d’agir (`crip-31`, `ase-31`, `tj31555` pour un parquet, `je-tj31555` pour un juge des enfants, `DDD`).',
  })
  acteur?: string | null;

  @Field(() => String, { nullable: true, description: 'Règle du registre des délais (A1, J1…), en capitales ou non.' })
  regle?: string | null;

  @Field(() => EtatEcheance, { nullable: true, description: 'État.' })
  etat?: Etat | null;

  @Field(() => Horodatage, { nullable: true, description: 'Dont le terme est passé à cet instant.' })
  echuesAvant?: string | null;

  @Field(() => Horodatage, { nullable: true, description: "Dont le terme n'est pas passé à cet instant." })
  echuesApres?: string | null;
}

@ObjectType({
  description: 'Retours dus aux auteurs d’informations de votre collectivité (A2, A2_119, A3 ; CASF L226-5).',
})
export class IndicateursRetours {
  @Field(() => Int, {
    description:
      'Retours à compter : ceux qui ont été faits, et ceux qui ne l’ont pas été alors que leur délai est passé. Un retour encore dans les délais, et pas encore fait, n’y est pas.',
  })
  dus!: number;

  @Field(() => Int, { description: 'Parmi eux, ceux qui ont été faits, à temps ou en retard.' })
  envoyes!: number;

  @Field(() => Int, { description: 'Parmi eux, ceux qui ont été faits avant la fin du délai.' })
  dansLesDelais!: number;

  @Field(() => Float, {
    nullable: true,
    description: '`dansLesDelais` divisé par `dus`, de 0 à 1 ; absente si `dus` est nul.',
  })
  taux?: number | null;
}
