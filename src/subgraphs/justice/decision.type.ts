import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { ligneDecision, type NatureDecision as CodeNature } from '../../domain/mesures-judiciaires';
import { connectionOf } from '../../published/connection';
import { DateCivile, Horodatage } from '../../published/scalars';
import type { DecisionRow } from './decision.entity';
import { NatureDecision } from './enums';
import { ConfieA, DroitsParents } from './mesure-urgente.type';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Décision du juge des enfants en assistance éducative.' })
export class DecisionJuge {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => String, { description: 'Tribunal.' })
  tj!: string;

  @Field(() => String, { description: "Collectivité dont l'ASE est avisée." })
  collectivite!: string;

  @Field(() => NatureDecision, { description: 'Nature.' })
  nature!: CodeNature;

  @Field(() => NatureDecision, {
    description: 'Nature de la mesure : pour un renouvellement, celle qui est renouvelée.',
  })
  natureMesure!: CodeNature;

  @Field(() => String, { description: 'Article qui fonde la mesure.' })
  article!: string;

  @Field(() => String, { nullable: true, description: 'Ce qui reste à vérifier sur cet article.' })
  reserve?: string | null;

  @Field(() => Horodatage, { description: 'Date de la décision.' })
  rendueLe!: string;

  @Field(() => String, { description: 'Magistrat.' })
  magistrat!: string;

  @Field(() => String, { nullable: true, description: 'Motifs.' })
  motifs?: string | null;

  @Field(() => Boolean, { description: 'Mesure provisoire.' })
  provisoire!: boolean;

  @Field(() => Boolean, { description: 'Prise en urgence, sans audience.' })
  sansAudience!: boolean;

  @Field(() => Int, { nullable: true, description: 'Durée, en mois.' })
  mois?: number | null;

  @Field(() => DateCivile, { nullable: true, description: 'Terme, au plus tard à la majorité.' })
  terme?: string | null;

  @Field(() => DateCivile, { nullable: true, description: 'Terme de la mesure provisoire prolongée (CPC 1185 al. 2).' })
  prolongeeJusquAu?: string | null;

  @Field(() => Horodatage, {
    nullable: true,
    description: "Quand une décision postérieure y a mis fin ou l'a remplacée.",
  })
  finLe?: string | null;

  @Field(() => ConfieA, { nullable: true, description: "À qui l'enfant est confié, ou qui exerce la mesure." })
  confieA?: ConfieA | null;

  @Field(() => DroitsParents, { nullable: true, description: 'Droits des parents.' })
  droitsParents?: DroitsParents | null;

  @Field(() => Boolean, { nullable: true, description: "L'accueil par un proche ou un tiers a été évalué." })
  evaluationTiersRealisee?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "L'urgence dispensait de cette évaluation." })
  urgence?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "L'enfant a été entendu seul par le juge." })
  auditionEnfant?: boolean | null;

  @Field(() => String, { nullable: true, description: "Pourquoi l'enfant n'a pas été entendu." })
  motifSansAudition?: string | null;

  @Field(() => Boolean, { description: "Le lieu d'accueil est tenu secret : à ne pas communiquer à la famille." })
  lieuAnonyme!: boolean;

  @Field(() => Horodatage, { description: 'Enregistrement par le hub.' })
  transmiseLe!: string;

  @Field(() => String, { description: 'SHA-256 de la forme canonique RFC 8785 de la décision reçue.' })
  empreinte!: string;

  enfantId!: string;
  requeteId!: string | null;
}

export const DecisionJugeConnection = connectionOf(
  DecisionJuge,
  'DecisionJuge',
  'Décisions du juge des enfants que votre institution peut lire.',
);

export function publierDecision({ contenu, ...row }: DecisionRow): DecisionJuge {
  const { article, reserve } = ligneDecision(row.natureMesure);
  return Object.assign(new DecisionJuge(), {
    ...row,
    ...contenu,
    lieuAnonyme: contenu.lieuAnonyme === true,
    ...{ article, reserve: reserve ?? null },
    rendueLe: row.rendueLe.toISOString(),
    transmiseLe: row.transmiseLe.toISOString(),
    finLe: row.finLe?.toISOString() ?? null,
  });
}
