import { Field, ID, InputType } from 'type-graphql';
import type { PartieDecision, SensArret as CodeArret } from '../../domain/parties-decision';
import { DateCivile } from '../../published/scalars';
import { QualitePartie, SensArret } from './enums';

@InputType({ description: "Notification de la décision à une partie : son délai d'appel court de ce jour (CPC 1191)." })
export class NotificationPartieInput {
  @Field(() => QualitePartie, { description: 'Qui.' })
  partie!: PartieDecision;

  @Field(() => DateCivile, {
    description: 'Jour de la notification ; pour l’enfant, à défaut, jour où il a connu la décision.',
  })
  le!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Où demeure la partie : code INSEE (commune, département ou outre-mer) ou `ETRANGER`. Le délai augmente avec la distance (CPC 643).',
  })
  residence?: string | null;
}

@InputType({ description: "Notification d'une décision à des parties, après qu'elle a été transmise (CPC 1190)." })
export class NotifierDecisionAuxPartiesInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par la juridiction." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Décision de votre juridiction.' })
  decisionId!: string;

  @Field(() => [NotificationPartieInput], { description: 'Parties notifiées, 50 au plus pour une décision.' })
  parties!: NotificationPartieInput[];

  @Field(() => Boolean, {
    description: "Il n'en reste plus à notifier : les huit jours du greffe (J16) sont tenus.",
  })
  toutesNotifiees!: boolean;
}

@InputType({ description: "Appel d'une décision, dont le greffe a connaissance (CPC 1191)." })
export class EnregistrerAppelInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par la juridiction." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Décision de votre juridiction.' })
  decisionId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Notification reçue par la partie qui fait appel ; à défaut, l’appel est celui du ministère public.',
  })
  notificationId?: string | null;

  @Field(() => DateCivile, { description: "Jour de la déclaration d'appel." })
  declareLe!: string;
}

@InputType({ description: "Arrêt de la cour d'appel, dont le greffe a connaissance (CPC 1193)." })
export class EnregistrerArretInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par la juridiction." })
  idempotencyKey!: string;

  @Field(() => ID, { description: "Appel d'une décision de votre juridiction." })
  appelId!: string;

  @Field(() => DateCivile, { description: "Jour de l'arrêt." })
  renduLe!: string;

  @Field(() => SensArret, { description: 'Ce que la cour a décidé.' })
  sens!: CodeArret;
}
