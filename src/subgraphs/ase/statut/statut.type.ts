import { Field, ID, ObjectType } from 'type-graphql';
import type { Jour } from '../../../domain/calendar';
import { etatDuChoix, type EtatChoix } from '../../../domain/suivi-ase';
import { DateCivile, Horodatage } from '../../../published/scalars';
import * as enums from '../mesures/mesure.enums';
import type { ChoixLieuRow } from './statut.entity';

@ObjectType({ description: 'Choix du lieu ou du mode d’accueil, notifié au représentant légal (CASF L223-2 al. 6).' })
export class ChoixLieu {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Ce qui lui a été notifié.' })
  choix!: string;

  @Field(() => Horodatage, { description: 'Envoyé le.' })
  envoyeLe!: string;

  @Field(() => Horodatage, { nullable: true, description: 'Reçu le ; absent : pas d’accusé de réception.' })
  recuLe?: string | null;

  @Field(() => DateCivile, { description: "Dernier jour de l'opposition ; passé ce jour, l'accord est réputé acquis." })
  limite!: string;

  @Field(() => enums.EtatChoix, { description: 'Où en est ce choix à ce jour.' })
  etat!: EtatChoix;

  @Field(() => Horodatage, { nullable: true, description: 'Réponse expresse du.' })
  reponduLe?: string | null;
}

@ObjectType({ description: 'Examen de la situation et du statut de l’enfant par la commission (CASF L223-1 al. 5).' })
export class ExamenStatut {
  @Field(() => Horodatage, { description: 'Tenu le.' })
  tenuLe!: string;

  @Field(() => String, { description: 'Avis de la commission.' })
  avis!: string;

  @Field(() => Boolean, { description: 'Le risque ou l’inadaptation demeure : un nouvel examen est dû.' })
  risquePersiste!: boolean;
}

/** Those of one measure, in order; only the last one still waits. */
export function publierChoix(rows: readonly ChoixLieuRow[], aujourdhui: Jour): ChoixLieu[] {
  return rows.map((row, rang) => ({
    ...{ id: row.id, choix: row.choix, limite: row.limite },
    etat: etatDuChoix({ ...row, remplace: rang < rows.length - 1 }, aujourdhui),
    envoyeLe: row.envoyeLe.toISOString(),
    recuLe: row.recuLe?.toISOString() ?? null,
    reponduLe: row.reponduLe?.toISOString() ?? null,
  }));
}
