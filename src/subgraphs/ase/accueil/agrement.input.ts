import { Field, ID, InputType, Int } from 'type-graphql';
import { DateCivile, Horodatage } from '../../../published/scalars';

/** An act about one place, whose key of idempotence may be left out. */
@InputType()
abstract class SurUnLieu {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence, facultative." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "Lieu d'accueil." })
  lieuId!: string;
}

/** The same, with a key. */
@InputType()
abstract class SurUnLieuAvecCle {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => ID, { description: "Lieu d'accueil." })
  lieuId!: string;
}

@InputType()
abstract class SurUnLieuMotive extends SurUnLieu {
  @Field(() => String, { description: 'Motif.' })
  motif!: string;
}

@InputType({ description: "Demande d'agrément d'assistant familial reçue par le département (CASF L421-3)." })
export class DemanderAgrementInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'ASE." })
  idempotencyKey!: string;

  @Field(() => String, { description: 'Nom sous lequel le service le connaît.' })
  nom!: string;

  @Field(() => Int, { description: 'Nombre de places demandées.' })
  capacite!: number;

  @Field(() => Horodatage, { description: 'Demande reçue le : elle fait courir les quatre mois (A13).' })
  demandeLe!: string;
}

@InputType({ description: 'Agrément accordé, ou rétabli.' })
export class AccorderAgrementInput extends SurUnLieu {
  @Field(() => DateCivile, { description: 'Premier jour.' })
  valideDu!: string;

  @Field(() => Int, { nullable: true, description: 'Places accordées, si elles diffèrent de la demande.' })
  capacite?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Sans limite de durée : assistant familial qualifié (CASF L421-3, D421-13).',
  })
  sansLimite?: boolean | null;
}

@InputType({ description: "Suspension d'un agrément en urgence, quatre mois au plus (CASF L421-6, R421-24)." })
export class SuspendreAgrementInput extends SurUnLieuMotive {
  @Field(() => DateCivile, { description: 'Dernier jour de la suspension.' })
  jusquAu!: string;
}

@InputType({ description: "Retrait d'un agrément, ou refus d'une demande, toujours motivé (CASF L421-6)." })
export class RetirerAgrementInput extends SurUnLieuMotive {}

@InputType({
  description: "Deux mois de plus pour répondre à une demande d'agrément, par décision motivée (CASF L421-6).",
})
export class ProlongerDelaiAgrementInput extends SurUnLieuMotive {}

@InputType({ description: "Lettre à l'assistant familial dont l'agrément est à renouveler (CASF D421-19)." })
export class InviterRenouvellementInput extends SurUnLieu {
  @Field(() => DateCivile, { description: 'Écrite le, dans la dernière année de l’agrément.' })
  ecritLe!: string;
}

@InputType({
  description: 'Injonction à un établissement de demander le renouvellement de son autorisation (CASF L313-5).',
})
export class EnjoindreRenouvellementInput extends SurUnLieuAvecCle {
  @Field(() => DateCivile, { description: "Enjoint le, un an au moins avant la fin de l'autorisation." })
  le!: string;
}

@InputType({ description: "Demande de renouvellement d'autorisation reçue d'un établissement (CASF L313-5)." })
export class EnregistrerDemandeRenouvellementInput extends SurUnLieuAvecCle {
  @Field(() => DateCivile, { description: 'Reçue le : elle fait courir les six mois (A13_AUTORISATION).' })
  recueLe!: string;
}

@InputType({
  description:
    'Convocation de la commission consultative paritaire, avant un retrait ou une restriction (CASF R421-23).',
})
export class ConvoquerCommissionAgrementInput extends SurUnLieuAvecCle {
  @Field(() => String, { description: 'Motif du retrait ou de la restriction envisagés.' })
  motif!: string;

  @Field(() => DateCivile, { description: "L'assistant familial en a été informé le." })
  informeLe!: string;

  @Field(() => DateCivile, { description: 'La commission se réunit le, quinze jours après au moins.' })
  reunionLe!: string;
}

@InputType({ description: 'Restriction du contenu d’un agrément, après avis de la commission (CASF L421-6).' })
export class RestreindreAgrementInput extends SurUnLieuMotive {
  @Field(() => Int, { description: 'Nombre de places désormais, moindre.' })
  capacite!: number;
}
