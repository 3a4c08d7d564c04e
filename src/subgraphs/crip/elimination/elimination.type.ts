import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ResultatActe } from '../../../published/accuse-reception.type';
import { connectionOf } from '../../../published/connection';
import { published } from '../../../published/enums';
import { DateCivile, Horodatage } from '../../../published/scalars';
import { ETATS_ELIMINATION, type EliminationRow, type EtatElimination } from './elimination.entity';

const EtatEliminationEnum = published('EtatElimination', 'Où en est l’élimination d’un dossier.', ETATS_ELIMINATION);

@ObjectType({ description: 'Élimination du dossier d’un enfant, décidée par deux personnes (C. patrimoine R212-14).' })
export class Elimination {
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Field(() => ID, { description: 'Enfant dont le dossier est détruit, ou le serait.' })
  enfantId!: string;

  @Field(() => String, { description: 'Référence du visa du contrôle scientifique et technique de l’État.' })
  visa!: string;

  @Field(() => DateCivile, { description: 'Dernier jour où le dossier devait être gardé.' })
  finConservation!: string;

  @Field(() => EtatEliminationEnum, { description: 'État.' })
  etat!: EtatElimination;

  @Field(() => Horodatage, { description: 'Quand elle a été proposée.' })
  proposeeLe!: string;

  @Field(() => Horodatage, { nullable: true, description: 'Quand une autre personne en a décidé.' })
  decideeLe?: string | null;
}

export const EliminationConnection = connectionOf(
  Elimination,
  'Elimination',
  'Éliminations de votre collectivité, de la plus récente à la plus ancienne.',
);

@InputType({ description: 'Dossier à détruire. Une autre personne en décide.' })
export class ProposerEliminationInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Enfant.' })
  enfantId!: string;

  @Field(() => String, { description: 'Référence du visa, sans lequel aucune élimination n’est permise.' })
  visa!: string;

  @Field(() => DateCivile, { description: 'Dernier jour où le dossier devait être gardé : il est passé.' })
  finConservation!: string;
}

@InputType({ description: 'Décision, par une autre personne que celle qui a proposé.' })
export class DeciderEliminationInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Élimination proposée.' })
  eliminationId!: string;

  @Field(() => Boolean, { description: 'Vrai : le dossier est détruit, sans retour. Faux : il est gardé.' })
  accord!: boolean;
}

@ObjectType({ description: 'Résultat de `proposerElimination` et de `deciderElimination`.' })
export class EliminationPayload extends ResultatActe {
  @Field(() => Elimination, { nullable: true, description: 'Élimination ; absente si refusée.' })
  elimination?: Elimination | null;
}

export function publierElimination(
  row: Omit<EliminationRow, 'proposeePar' | 'decideePar' | 'collectivite'>,
): Elimination {
  const { id, enfantId, visa, finConservation, etat } = row;
  return Object.assign(new Elimination(), {
    ...{ id, enfantId, visa, finConservation, etat },
    proposeeLe: row.proposeeLe.toISOString(),
    decideeLe: row.decideeLe?.toISOString() ?? null,
  });
}
