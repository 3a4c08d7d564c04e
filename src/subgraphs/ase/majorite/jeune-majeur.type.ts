import { Field, InputType, ObjectType } from 'type-graphql';
import { DateCivile } from '../../../published/scalars';

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
