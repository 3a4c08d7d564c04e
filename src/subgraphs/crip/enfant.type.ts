import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Sexe as CodeSexe } from '../../domain/code-lists';
import { Sexe } from '../../published/enums';
import { DateCivile } from '../../published/scalars';
import type { EnfantRow } from './enfant.entity';

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'Enfant pour lequel au moins un échange est en cours. Chaque institution y ajoute ses champs : tous, hors son identité, s’ouvrent pour une finalité, par quelque objet que l’on y vienne (`FINALITE_REQUISE`).',
})
export class Enfant {
  @Field(() => ID, { description: 'Identifiant propre au hub, sans lien avec le NIR, l’INS ni l’INE.' })
  id!: string;

  @Field(() => String, { description: 'Nom de naissance.' })
  nomNaissance!: string;

  @Field(() => String, { nullable: true, description: "Nom d'usage." })
  nomUsage?: string | null;

  @Field(() => String, { description: 'Prénoms.' })
  prenoms!: string;

  @Field(() => Sexe, { description: 'Sexe.' })
  sexe!: CodeSexe;

  @Field(() => DateCivile, { nullable: true, description: 'Date de naissance.' })
  dateNaissance?: string | null;

  @Field(() => Int, { nullable: true, description: 'Âge approximatif en années, quand la date est inconnue.' })
  ageApproximatif?: number | null;

  @Field(() => String, { nullable: true, description: 'Commune de naissance (code INSEE).' })
  communeNaissance?: string | null;

  @Field(() => String, { description: "Collectivité qui exerce l'aide sociale à l'enfance." })
  collectivite!: string;
}

export function publierEnfant(row: EnfantRow): Enfant {
  const { id, nomNaissance, nomUsage, prenoms, sexe, dateNaissance, ageApproximatif, communeNaissance } = row;
  return Object.assign(new Enfant(), {
    ...{ id, nomNaissance, nomUsage, prenoms, sexe, dateNaissance, ageApproximatif, communeNaissance },
    collectivite: row.collectivite,
  });
}
