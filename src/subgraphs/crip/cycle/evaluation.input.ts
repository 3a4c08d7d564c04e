import { Field, ID, InputType } from 'type-graphql';
import type * as suites from '../../../domain/suites';
import { EnfantInput } from '../../../published/enfant.input';
import { DateCivile } from '../../../published/scalars';
import * as enums from './cycle.enums';
import { ActeSurInformationInput } from './cycle.input';

@InputType({ description: "Professionnel qui mène l'évaluation." })
export class EvaluateurInput {
  @Field(() => String, { description: 'Fonction (pas son nom).' })
  fonction!: string;

  @Field(() => enums.DomaineEvaluateur, { description: 'Champ professionnel.' })
  domaine!: suites.DomaineEvaluateur;

  @Field(() => Boolean, { description: 'Suit-il déjà la famille ? Sauf exception, il n’évalue pas (D226-2-5 III).' })
  suitLaFamille!: boolean;
}

@InputType({ description: 'Évaluation du mineur et de tous les autres mineurs du foyer (CASF L226-3 al. 3).' })
export class OuvrirEvaluationInput {
  @Field(() => String, { description: "Clé d'idempotence : le même envoi répété ne crée rien de plus." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Information préoccupante.' })
  informationId!: string;

  @Field(() => [ID], { nullable: true, description: 'Autres mineurs du foyer, déjà connus de votre CRIP.' })
  enfantIds?: string[] | null;

  @Field(() => [EnfantInput], { nullable: true, description: 'Autres mineurs du foyer, à inscrire.' })
  enfants?: EnfantInput[] | null;

  @Field(() => String, { description: "Équipe territoriale à qui l'évaluation est confiée." })
  equipe!: string;

  @Field(() => [EvaluateurInput], {
    description: 'Deux professionnels au moins des champs socio-éducatif, social, santé ou psychologie (D226-2-5 I).',
  })
  evaluateurs!: EvaluateurInput[];

  @Field(() => String, {
    nullable: true,
    description: 'Pourquoi un professionnel qui suit la famille évalue quand même (D226-2-5 III).',
  })
  motifException?: string | null;
}

@InputType({ description: "Rapport d'évaluation (CASF D226-2-7)." })
export class RendreEvaluationInput extends ActeSurInformationInput {
  @Field(() => enums.Conclusion, { description: 'Conclusion, unique et commune.' })
  conclusion!: suites.Conclusion;

  @Field(() => String, { description: 'Rapport, 20 000 caractères au plus.' })
  rapport!: string;

  @Field(() => String, { nullable: true, description: "Divergences d'appréciation entre les professionnels." })
  divergences?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Pourquoi un titulaire de l'autorité parentale n'a pu être rencontré.",
  })
  motifNonRencontre?: string | null;
}

@InputType({ description: 'Décision du président du conseil départemental après évaluation (CASF D226-2-7 II).' })
export class DeciderInput extends ActeSurInformationInput {
  @Field(() => enums.SuiteDecision, { description: 'Suite.' })
  suite!: suites.SuiteDecision;

  @Field(() => Boolean, {
    nullable: true,
    description: "L'aide est-elle acceptée par les titulaires de l'autorité parentale ? Obligatoire pour une aide.",
  })
  acceptee?: boolean | null;

  @Field(() => [ID], {
    nullable: true,
    description: "Enfants de l'évaluation pour qui l'aide est décidée ; absent : tous.",
  })
  enfantIds?: string[] | null;

  @Field(() => DateCivile, {
    nullable: true,
    description: "Terme de l'aide : un an au plus, et pas au-delà de la majorité (CASF L223-5) ; absent : ce maximum.",
  })
  terme?: string | null;

  @Field(() => String, { nullable: true, description: 'Contrat, obligatoire pour un accueil provisoire.' })
  contrat?: string | null;

  @Field(() => String, { nullable: true, description: 'Motif, 2 000 caractères au plus.' })
  motif?: string | null;
}
