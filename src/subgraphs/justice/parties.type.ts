import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { PartieDecision } from '../../domain/parties-decision';
import { DateCivile } from '../../published/scalars';
import { QualitePartie } from './enums';

@ObjectType({ description: "Appel d'une décision (CPC 1191)." })
export class Appel {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Notification de la partie qui fait appel ; absente : le ministère public.',
  })
  notificationId?: string | null;

  @Field(() => DateCivile, { description: "Jour de la déclaration d'appel." })
  declareLe!: string;

  @Field(() => Boolean, {
    description: "Déclaré après le délai connu du hub : la cour d'appel dit s'il est recevable.",
  })
  horsDelai!: boolean;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: "Notification d'une décision à une partie : son propre délai d'appel court de ce jour." })
export class NotificationPartie {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => QualitePartie, { description: 'Qui.' })
  partie!: PartieDecision;

  @Field(() => DateCivile, { description: 'Jour.' })
  le!: string;

  decisionId!: string;
}
