import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type * as codes from '../../../domain/acces-urgence';
import { ResultatActe } from '../../../published/accuse-reception.type';
import { connectionOf } from '../../../published/connection';
import { Horodatage } from '../../../published/scalars';
import type { AccesUrgenceRow } from './acces-urgence.entity';
import { ConclusionRevue, MotifUrgence } from './acces-urgence.input';

@ObjectType({ description: "Revue d'un accès en urgence, après coup." })
export class RevueAcces {
  @Field(() => Horodatage, { description: 'Quand.' })
  le!: string;

  @Field(() => String, { description: 'Agent qui a revu.' })
  par!: string;

  @Field(() => ConclusionRevue, { description: 'Conclusion.' })
  conclusion!: codes.ConclusionRevue;

  @Field(() => String, { nullable: true, description: 'Observation.' })
  observation?: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    "Accès ouvert en urgence par l'astreinte d'une CRIP à la fiche d'un enfant connu d'une autre collectivité : limité dans le temps, notifié, revu par une autre personne.",
})
export class AccesUrgence {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: "CRIP qui l'a ouvert." })
  institution!: string;

  @Field(() => String, { description: "Agent qui l'a ouvert." })
  ouvertPar!: string;

  @Field(() => String, { description: "Collectivité où l'enfant est connu." })
  collectivite!: string;

  @Field(() => MotifUrgence, { description: 'Motif.' })
  motif!: codes.MotifUrgence;

  @Field(() => String, { nullable: true, description: 'Précision.' })
  precision?: string | null;

  @Field(() => Horodatage, { description: 'Ouverture.' })
  ouvertLe!: string;

  @Field(() => Horodatage, { description: "Fin : passé cet instant, il n'ouvre plus rien." })
  jusquAu!: string;

  @Field(() => RevueAcces, { nullable: true, description: 'Revue ; absente tant qu’elle reste due.' })
  revue?: RevueAcces | null;

  @Field(() => ID, {
    description:
      "Identifiant de l'enfant : tant que l'accès est ouvert, sa fiche se lit par `enfant(id:, finalite: URGENCE)`.",
  })
  enfantId!: string;
}

export const AccesUrgenceConnection = connectionOf(
  AccesUrgence,
  'AccesUrgence',
  'Accès en urgence que votre CRIP a ouverts, ou qui concernent les enfants de votre collectivité.',
);

@ObjectType({ description: 'Résultat de `ouvrirEnUrgence`.' })
export class OuvrirEnUrgencePayload extends ResultatActe {
  @Field(() => [AccesUrgence], {
    nullable: true,
    description: "Accès ouverts : un par collectivité où l'enfant est connu ; absents si refusés.",
  })
  acces?: AccesUrgence[] | null;
}

@ObjectType({ description: 'Résultat de `revoirAcces`.' })
export class RevoirAccesPayload extends ResultatActe {
  @Field(() => AccesUrgence, { nullable: true, description: "L'accès, revu ; absent si refusé." })
  acces?: AccesUrgence | null;
}

export function publierAcces(row: AccesUrgenceRow): AccesUrgence {
  const { id, institution, ouvertPar, collectivite, motif, precision, enfantId } = row;
  const { revuLe, revuPar, conclusion, observation } = row;
  return Object.assign(new AccesUrgence(), {
    ...{ id, institution, ouvertPar, collectivite, motif, precision, enfantId },
    ouvertLe: row.ouvertLe.toISOString(),
    jusquAu: row.jusquAu.toISOString(),
    revue: revuLe && revuPar && conclusion ? { le: revuLe.toISOString(), par: revuPar, conclusion, observation } : null,
  });
}
