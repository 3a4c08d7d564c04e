import { Field, ID, InputType, Int } from 'type-graphql';
import type { NatureDecision as CodeNature } from '../../domain/mesures-judiciaires';
import { DateCivile, Horodatage } from '../../published/scalars';
import { NatureDecision } from './enums';
import { ConfieAInput, DroitsParentsInput } from './mesure-urgente.input';
import { NotificationPartieInput } from './parties.input';

@InputType({ description: 'Décision du juge des enfants en assistance éducative.' })
export class NotifierDecisionInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par la juridiction." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Enfant, connu de votre juridiction dans le hub.' })
  enfantId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Requête à laquelle la décision répond. À défaut, pour une décision qui ordonne ou lève une mesure (hors investigation), la seule de votre juridiction sur cet enfant qui attend encore ; requis s’il y en a plusieurs. Le délai du juge pour statuer (J2) court tant que la sienne n’a pas de réponse.',
  })
  requeteId?: string | null;

  @Field(() => NatureDecision, { description: 'Nature.' })
  nature!: CodeNature;

  @Field(() => ID, { nullable: true, description: 'Décision renouvelée, pour un renouvellement.' })
  decisionRenouveleeId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "Pour une mainlevée : décisions dont la mesure est levée, 20 au plus ; à défaut, toutes celles en vigueur pour l'enfant. Un non-lieu met fin à toutes.",
  })
  decisionsLevees?: string[] | null;

  @Field(() => Horodatage, { description: 'Date de la décision.' })
  rendueLe!: string;

  @Field(() => String, { description: 'Magistrat.' })
  magistrat!: string;

  @Field(() => String, { nullable: true, description: 'Motifs, 20 000 caractères au plus.' })
  motifs?: string | null;

  @Field(() => Boolean, { description: 'Mesure provisoire : la décision au fond suit dans les six mois (CPC 1185).' })
  provisoire!: boolean;

  @Field(() => Boolean, {
    description: 'Prise en urgence sans audience : celle-ci suit dans les quinze jours (CPC 1184 al. 2).',
  })
  sansAudience!: boolean;

  @Field(() => Int, { nullable: true, description: 'Durée, en mois.' })
  mois?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Difficultés relationnelles et éducatives graves, sévères et chroniques des parents : seules, elles permettent un accueil de plus de deux ans (C. civ. 375).',
  })
  difficultesChroniques?: boolean | null;

  @Field(() => ConfieAInput, {
    nullable: true,
    description:
      "À qui l'enfant est confié, ou qui exerce la mesure : requis pour un accueil (C. civ. 375-3), un milieu ouvert (C. civ. 375-2) et un placement à domicile.",
  })
  confieA?: ConfieAInput | null;

  @Field(() => DroitsParentsInput, { nullable: true, description: 'Droits des parents (C. civ. 375-7).' })
  droitsParents?: DroitsParentsInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "L'accueil par un proche ou un tiers a-t-il été évalué (C. civ. 375-3) ?",
  })
  evaluationTiersRealisee?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "L'urgence dispensait-elle de cette évaluation (C. civ. 375-3) ?",
  })
  urgence?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "L'enfant a-t-il été entendu seul par le juge (C. civ. 375-1) ? À dire quand il est confié à un service ou à un établissement, sauf urgence (C. civ. 375-3).",
  })
  auditionEnfant?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Pourquoi il n'a pas été entendu, par exemple faute de discernement : requis si `auditionEnfant` est faux, 2 000 caractères au plus.",
  })
  motifSansAudition?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Le lieu d'accueil est-il tenu secret, par décision du juge (C. civ. 375-7) ?",
  })
  lieuAnonyme?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Des violences, ou une emprise manifeste, sont-elles alléguées (C. civ. 375-4-1) ?',
  })
  violencesAlleguees?: boolean | null;

  @Field(() => [NotificationPartieInput], { nullable: true, description: 'Parties déjà notifiées, 50 au plus.' })
  notifieeAuxParties?: NotificationPartieInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Toutes les parties sont déjà notifiées : les huit jours du greffe (J16) sont tenus. Sinon, `notifierDecisionAuxParties`.',
  })
  toutesPartiesNotifiees?: boolean | null;

  @Field(() => DateCivile, {
    nullable: true,
    description:
      "Jour où l'avis a été remis au ministère public : son appel court de ce jour (CPC 1191) ; à défaut, celui de l'envoi par le hub.",
  })
  avisAuProcureurLe?: string | null;
}

@InputType({ description: "Prolongation d'une mesure provisoire (CPC 1185 al. 2)." })
export class ProlongerMesureProvisoireInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par la juridiction." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Décision provisoire prolongée.' })
  decisionId!: string;

  @Field(() => Horodatage, { description: 'Date de la prolongation : avant la fin des six mois.' })
  ordonneeLe!: string;

  @Field(() => Int, { description: 'Durée, en mois : six au plus.' })
  mois!: number;

  @Field(() => DateCivile, { description: "Date de l'avis du procureur de la République." })
  avisDuProcureurLe!: string;
}
