import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Finalite as CodeFinalite } from '../../../domain/access-finalites';
import { ResultatActe } from '../../../published/accuse-reception.type';
import { connectionOf } from '../../../published/connection';
import { Finalite } from '../../../published/enums';
import { Horodatage } from '../../../published/scalars';
import type { CoincidenceRow } from './coincidence.entity';

@ObjectType({
  description:
    'Votre CRIP demande si une autre travaille sur le même enfant. Seule celle qui l’a demandé aussi, pour la même finalité, l’apprend ; la demande finit d’elle-même.',
})
export class Coincidence {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => Finalite, { description: 'Pour quoi.' })
  finalite!: CodeFinalite;

  @Field(() => Horodatage, { description: 'Depuis quand.' })
  le!: string;

  @Field(() => Horodatage, { description: 'Jusqu’à quand : ensuite, rien n’en reste.' })
  expireLe!: string;

  informationId!: string;
}

export const CoincidenceConnection = connectionOf(
  Coincidence,
  'Coincidence',
  'Demandes de coïncidence en cours de votre CRIP.',
);

@InputType({ description: 'Sur qui demander si une autre CRIP travaille, et pour quoi.' })
export class ChercherCoincidenceInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Information préoccupante encore ouverte dans votre collectivité.' })
  informationId!: string;

  @Field(() => Finalite, { description: '`EVALUATION` ou `PROTECTION`.' })
  finalite!: CodeFinalite;
}

@ObjectType({ description: 'Résultat de `chercherCoincidence`.' })
export class CoincidencePayload extends ResultatActe {
  @Field(() => Coincidence, { nullable: true, description: 'Demande ; absente si refusée.' })
  coincidence?: Coincidence | null;
}

export function publierCoincidence({ id, finalite, informationId, le, expireLe }: CoincidenceRow): Coincidence {
  return Object.assign(new Coincidence(), {
    ...{ id, finalite, informationId },
    ...{ le: le.toISOString(), expireLe: expireLe.toISOString() },
  });
}
