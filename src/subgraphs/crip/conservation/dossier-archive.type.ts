import { Field, ID, ObjectType } from 'type-graphql';
import type { CategorieDossier } from '../../../domain/retention';
import { connectionOf } from '../../../published/connection';
import { DateCivile, Horodatage } from '../../../published/scalars';
import { RegleConservation } from '../elimination/elimination.type';
import type { ConservationRow } from './conservation.entity';

@ObjectType({
  description:
    'Dossier sorti de la base active : en archive intermédiaire, il n’est plus lu que par qui est désigné pour cela (`archive:consulter`). Il en revient de lui-même dès que quelque chose de nouveau est écrit sur l’enfant.',
})
export class DossierArchive {
  @Field(() => ID, { description: 'Enfant.' })
  id!: string;

  @Field(() => RegleConservation, { description: 'Ligne de la table qui a fini la base active.' })
  regle!: CategorieDossier;

  @Field(() => Horodatage, { description: 'En archive depuis.' })
  archiveLe!: string;

  @Field(() => DateCivile, { description: 'Dernier jour dû en base active.' })
  finActive!: string;

  @Field(() => RegleConservation, { description: 'Ligne de la table qui fixe la fin de la conservation.' })
  regleFinale!: CategorieDossier;

  @Field(() => DateCivile, { description: 'Dernier jour où il doit être gardé ; ensuite, l’archiviste est saisi.' })
  finConservation!: string;
}

export const DossierArchiveConnection = connectionOf(
  DossierArchive,
  'DossierArchive',
  'Dossiers de votre collectivité en archive intermédiaire.',
  'du dernier enfant inscrit au premier',
);

export function publierDossierArchive(row: ConservationRow): DossierArchive {
  const { id, regle, finActive, regleFinale, finConservation, archiveLe } = row;
  return Object.assign(new DossierArchive(), {
    ...{ id, regle, finActive, regleFinale, finConservation, archiveLe: archiveLe?.toISOString() },
  });
}
