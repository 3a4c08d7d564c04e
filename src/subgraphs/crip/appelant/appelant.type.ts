import { Field, ObjectType } from 'type-graphql';
import type { AppelantRow } from './appelant.entity';

@ObjectType({ description: 'Qui a appelé le 119 ; lu du seul 119 qui l’a écrit (CASF L226-6).' })
export class Appelant {
  @Field(() => String, { nullable: true, description: 'Nom et prénom.' })
  nom?: string | null;

  @Field(() => String, { nullable: true, description: 'Téléphone.' })
  telephone?: string | null;

  @Field(() => String, { nullable: true, description: "Lien avec l'enfant." })
  lien?: string | null;

  @Field(() => Boolean, { description: 'Demande à rester anonyme.' })
  anonymatDemande!: boolean;
}

export function publierAppelant({ identite }: AppelantRow): Appelant {
  const { nom, telephone, lien, anonymatDemande } = identite;
  return Object.assign(new Appelant(), { nom, telephone, lien, anonymatDemande });
}
