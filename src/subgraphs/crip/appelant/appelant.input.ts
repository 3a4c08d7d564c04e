import { Field, InputType } from 'type-graphql';

@InputType({
  description:
    'Qui a appelé le 119 : scellé à part de l’information, et lu du seul 119 qui l’écrit. Rien n’en est dit à la CRIP.',
})
export class AppelantInput {
  @Field(() => String, { nullable: true, description: 'Nom et prénom.' })
  nom?: string | null;

  @Field(() => String, { nullable: true, description: 'Téléphone.' })
  telephone?: string | null;

  @Field(() => String, { nullable: true, description: "Lien avec l'enfant : « voisine du dessous »." })
  lien?: string | null;

  @Field(() => Boolean, { description: 'Demande-t-il à rester anonyme ?' })
  anonymatDemande!: boolean;
}
