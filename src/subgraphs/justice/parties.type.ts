import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { PartieDecision, SensArret as CodeArret } from '../../domain/parties-decision';
import { DateCivile } from '../../published/scalars';
import { QualitePartie, SensArret } from './enums';

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

  @Field(() => DateCivile, { nullable: true, description: "Jour de l'arrêt ; absent tant qu'il n'est pas connu." })
  arretLe?: string | null;

  @Field(() => SensArret, { nullable: true, description: "Ce que la cour d'appel a décidé." })
  arretSens?: CodeArret | null;
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
