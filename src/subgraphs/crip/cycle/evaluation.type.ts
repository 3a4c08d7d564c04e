import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type * as suites from '../../../domain/suites';
import { connectionOf } from '../../../published/connection';
import { Horodatage } from '../../../published/scalars';
import * as enums from './cycle.enums';
import type { DemandeRow, EvaluationRow } from './evaluation.entity';

@ObjectType('Evaluateur', { description: "Professionnel qui mène l'évaluation." })
export class EvaluateurPublie {
  @Field(() => String, { description: 'Fonction.' })
  fonction!: string;

  @Field(() => enums.DomaineEvaluateur, { description: 'Champ professionnel.' })
  domaine!: suites.DomaineEvaluateur;

  @Field(() => Boolean, { description: 'Suit déjà la famille.' })
  suitLaFamille!: boolean;
}

@ObjectType({ description: 'Évaluation du mineur et des autres mineurs du foyer (CASF L226-3 al. 3).' })
export class Evaluation {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Équipe territoriale.' })
  equipe!: string;

  @Field(() => [EvaluateurPublie], { description: 'Professionnels.' })
  evaluateurs!: EvaluateurPublie[];

  @Field(() => String, { nullable: true, description: 'Pourquoi un professionnel qui suit la famille y participe.' })
  motifException?: string | null;

  @Field(() => Horodatage, { description: 'Ouverture.' })
  ouverteLe!: string;

  @Field(() => Horodatage, { nullable: true, description: 'Rapport rendu.' })
  rendueLe?: string | null;

  @Field(() => enums.Conclusion, { nullable: true, description: 'Conclusion, unique et commune (CASF D226-2-7).' })
  conclusion?: suites.Conclusion | null;

  @Field(() => String, { nullable: true, description: 'Rapport.' })
  rapport?: string | null;

  @Field(() => String, { nullable: true, description: "Divergences d'appréciation." })
  divergences?: string | null;

  @Field(() => String, { nullable: true, description: "Pourquoi un titulaire de l'autorité parentale n'a pas été vu." })
  motifNonRencontre?: string | null;

  enfantIds!: string[];
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Ce que la CRIP demande à une école, un hôpital ou un parquet (L226-2-2, D226-2-6 II).' })
export class Demande {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => enums.NatureDemande, { description: 'Nature.' })
  nature!: suites.NatureDemande;

  @Field(() => String, { description: "Référence de l'information, à rappeler dans tout échange." })
  reference!: string;

  @Field(() => String, { description: 'Institution à qui la demande est faite.' })
  destinataire!: string;

  @Field(() => String, { description: 'Question.' })
  question!: string;

  @Field(() => Horodatage, { description: 'Quand elle a été faite.' })
  demandeeLe!: string;

  @Field(() => String, { nullable: true, description: 'Réponse.' })
  reponse?: string | null;

  @Field(() => String, { nullable: true, description: 'Fonction de la personne qui a répondu.' })
  reponduePar?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Quand.' })
  repondueLe?: string | null;

  enfantId!: string;
}

export const DemandeConnection = connectionOf(
  Demande,
  'Demande',
  'Demandes que votre institution a faites, ou qui lui ont été faites, de la plus récente à la plus ancienne.',
);

export function publierEvaluation(row: EvaluationRow): Evaluation {
  return Object.assign(new Evaluation(), {
    ...row,
    evaluateurs: row.evaluateurs.map((un) => ({ ...un })),
    ouverteLe: row.ouverteLe.toISOString(),
    rendueLe: row.rendueLe?.toISOString() ?? null,
  });
}

export function publierDemande(row: DemandeRow): Demande {
  return Object.assign(new Demande(), {
    ...row,
    demandeeLe: row.demandeeLe.toISOString(),
    repondueLe: row.repondueLe?.toISOString() ?? null,
  });
}
