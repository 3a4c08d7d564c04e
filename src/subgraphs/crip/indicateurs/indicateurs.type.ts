import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Horodatage } from '../../../published/scalars';

@ObjectType({ description: 'Nombres arrondis à un multiple de 5 ; absents quand ils portent sur moins de 5 fratries.' })
export class NombresPublies {
  @Field(() => Int, { nullable: true, description: 'Informations, ou mesures.' })
  objets!: number | null;

  @Field(() => Int, { nullable: true, description: 'Enfants, chacun une fois.' })
  enfants!: number | null;

  @Field(() => Int, { nullable: true, description: 'Fratries, chacune une fois.' })
  fratries!: number | null;
}

@ObjectType({ description: 'Une ligne : une modalité, et ses nombres.' })
export class LigneIndicateurs extends NombresPublies {
  @Field(() => String, { description: 'Code.' })
  modalite!: string;

  @Field(() => String, { description: 'Libellé.' })
  libelle!: string;
}

@ObjectType({ description: 'Un tableau : une seule variable, jamais croisée avec une autre.' })
export class TableIndicateurs {
  @Field(() => String, { description: 'Variable.' })
  dimension!: string;

  @Field(() => String, { description: 'Libellé.' })
  libelle!: string;

  @Field(() => [LigneIndicateurs], { description: 'Lignes, toutes les modalités y sont.' })
  lignes!: LigneIndicateurs[];
}

@ObjectType({ description: 'Délai d’un objet : sa part tenue, sa médiane et son neuvième décile.' })
export class DelaiIndicateurs {
  @Field(() => String, { description: 'EVALUATION (A1) ou RETOUR (A2, A3).' })
  objet!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Part faite à temps de ce qui était dû, de 0 à 1 ; absente si un de ses nombres l’est.',
  })
  partATemps!: number | null;

  @Field(() => Int, { nullable: true, description: 'Médiane, en jours, à 5 jours près.' })
  mediane!: number | null;

  @Field(() => Int, { nullable: true, description: 'Neuvième décile, en jours, à 5 jours près.' })
  p90!: number | null;
}

@ObjectType({
  description: 'Indicateurs d’une année close d’une collectivité, arrêtés une fois (CASF L226-3-3).',
})
export class Indicateurs {
  @Field(() => String, { description: 'Collectivité.' })
  collectivite!: string;

  @Field(() => Int, { description: 'Année civile.' })
  annee!: number;

  @Field(() => Horodatage, { description: 'Quand ils ont été arrêtés : ils ne changent plus.' })
  arretesLe!: string;

  @Field(() => NombresPublies, { description: 'Informations reçues dans l’année.' })
  informations!: NombresPublies;

  @Field(() => NombresPublies, { description: 'Mesures commencées dans l’année.' })
  mesures!: NombresPublies;

  @Field(() => [TableIndicateurs], { description: 'Tableaux.' })
  tables!: TableIndicateurs[];

  @Field(() => [DelaiIndicateurs], { description: 'Délais.' })
  delais!: DelaiIndicateurs[];
}
