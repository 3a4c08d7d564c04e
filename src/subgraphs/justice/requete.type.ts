import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../published/connection';
import { DateCivile, Horodatage } from '../../published/scalars';
import type { RequeteRow } from './requete.entity';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Requête du procureur au juge des enfants.' })
export class RequeteJuge {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => String, { description: 'Tribunal dont le juge des enfants est saisi.' })
  tj!: string;

  @Field(() => String, { description: 'Tribunal du procureur qui le saisit.' })
  parquet!: string;

  @Field(() => String, { description: "Collectivité dont l'ASE est concernée." })
  collectivite!: string;

  @Field(() => ID, { nullable: true, description: 'Signalement à l’origine de la requête.' })
  signalementId?: string | null;

  @Field(() => Horodatage, { description: 'Réception au greffe.' })
  recueAuGreffeLe!: string;

  @Field(() => Horodatage, { nullable: true, description: "Audience ; absente tant qu'elle n'est pas fixée." })
  audienceLe?: string | null;

  @Field(() => String, { nullable: true, description: "Lieu de l'audience, si ce n'est pas le siège du tribunal." })
  audienceLieu?: string | null;

  @Field(() => DateCivile, { nullable: true, description: 'Jour où les convocations sont parties.' })
  convocationsLe?: string | null;

  @Field(() => String, { description: 'Motifs.' })
  motifs!: string;

  @Field(() => Horodatage, { description: 'Enregistrement par le hub.' })
  transmiseLe!: string;

  @Field(() => String, { description: 'SHA-256 de la forme canonique RFC 8785 de la requête reçue.' })
  empreinte!: string;

  enfantId!: string;
  mesureUrgenteId!: string | null;
}

export const RequeteJugeConnection = connectionOf(
  RequeteJuge,
  'RequeteJuge',
  'Requêtes au juge des enfants que votre institution peut lire.',
);

export function publierRequete(row: RequeteRow): RequeteJuge {
  return Object.assign(new RequeteJuge(), {
    ...row,
    recueAuGreffeLe: row.recueAuGreffeLe.toISOString(),
    transmiseLe: row.transmiseLe.toISOString(),
    audienceLe: row.audienceLe?.toISOString() ?? null,
  });
}
