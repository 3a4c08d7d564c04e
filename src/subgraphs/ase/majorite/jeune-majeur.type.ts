import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { ObjetEntretien } from '../../../domain/suivi-ase';
import * as enums from '../mesures/mesure.enums';
import { DateCivile, Horodatage } from '../../../published/scalars';

@InputType({ description: 'Situation du jeune majeur (CASF L222-5 5°).' })
export class JeuneMajeurInput {
  @Field(() => Boolean, { description: 'Les ressources ou le soutien familial ne suffisent pas : première condition.' })
  ressourcesOuSoutienInsuffisants!: boolean;

  @Field(() => Boolean, {
    description: "Confié à l'aide sociale à l'enfance avant sa majorité, même s'il n'y est plus : seconde condition.",
  })
  confieAvantMajorite!: boolean;

  @Field(() => Boolean, { description: 'Fait l’objet d’une obligation de quitter le territoire.' })
  oqtf!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'À titre facultatif et temporaire, faute de réunir les deux conditions (L222-5, avant-dernier al.).',
  })
  temporaire?: boolean | null;

  @Field(() => DateCivile, {
    nullable: true,
    description: "Fin de l'année scolaire ou universitaire engagée, si l'accompagnement dépasse 21 ans.",
  })
  finAnneeScolaire?: string | null;
}

@ObjectType({ description: 'Ce que la collectivité a retenu pour accompagner le jeune majeur (CASF L222-5).' })
export class JeuneMajeur {
  @Field(() => Boolean, { description: 'Ressources ou soutien familial insuffisants.' })
  ressourcesOuSoutienInsuffisants!: boolean;

  @Field(() => Boolean, { description: "Confié à l'aide sociale à l'enfance avant sa majorité." })
  confieAvantMajorite!: boolean;

  @Field(() => Boolean, { description: 'Fait l’objet d’une obligation de quitter le territoire.' })
  oqtf!: boolean;

  @Field(() => Boolean, { description: 'À titre facultatif et temporaire.' })
  temporaire!: boolean;

  @Field(() => DateCivile, { nullable: true, description: "Fin de l'année scolaire ou universitaire engagée." })
  finAnneeScolaire?: string | null;
}

@InputType({ description: 'Entretien tenu avec le jeune (CASF L222-5-1, L222-5-2-1).' })
export class EnregistrerEntretienInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Mesure : en cours avant la majorité, terminée après la sortie.' })
  mesureId!: string;

  @Field(() => enums.ObjetEntretien, { description: 'Lequel des deux.' })
  objet!: ObjetEntretien;

  @Field(() => Horodatage, { description: 'Tenu le.' })
  tenuLe!: string;
}

@ObjectType({ description: 'Entretien tenu avec le jeune.' })
export class Entretien {
  @Field(() => enums.ObjetEntretien, { description: 'Lequel.' })
  objet!: ObjetEntretien;

  @Field(() => Horodatage, { description: 'Tenu le.' })
  tenuLe!: string;
}
