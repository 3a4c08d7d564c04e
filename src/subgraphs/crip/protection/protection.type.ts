import { Field, ID, InputType, ObjectType } from 'type-graphql';
import * as codes from '../../../domain/protection';
import { ResultatActe } from '../../../published/accuse-reception.type';
import { published } from '../../../published/enums';
import { Horodatage } from '../../../published/scalars';
import type { ProtectionRow } from './protection.entity';

const MotifProtection = published(
  'MotifProtection',
  'Pourquoi le lieu où vit l’enfant n’est plus communiqué.',
  codes.MOTIFS_PROTECTION,
);
const EtatProtection = published('EtatProtection', 'Où en est une protection.', codes.ETATS_PROTECTION);

@ObjectType({
  description:
    'Protection du lieu où vit l’enfant (famille menacée) : il n’est plus lu que par la collectivité qui a la charge de l’enfant, pour le protéger, et par les magistrats. Elle ne finit pas d’elle-même : deux personnes la lèvent.',
})
export class Protection {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => EtatProtection, { description: 'État.' })
  etat!: codes.EtatProtection;

  @Field(() => MotifProtection, { description: 'Motif.' })
  motif!: codes.MotifProtection;

  @Field(() => String, { nullable: true, description: 'Précision.' })
  precision?: string | null;

  @Field(() => String, { description: 'Institution qui l’a posée.' })
  poseePar!: string;

  @Field(() => Horodatage, { description: 'Quand.' })
  poseeLe!: string;

  @Field(() => Horodatage, { nullable: true, description: 'Confirmée pour la dernière fois le.' })
  confirmeeLe?: string | null;

  @Field(() => String, { nullable: true, description: 'Pourquoi elle est levée, ou proposée à lever.' })
  motifLevee?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Levée le ; absente : en vigueur.' })
  leveeLe?: string | null;
}

@InputType({ description: 'Protège le lieu où vit l’enfant, ou confirme une protection en vigueur.' })
export class ProtegerDossierInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par votre institution." })
  idempotencyKey!: string;

  @Field(() => ID, { description: "L'enfant." })
  enfantId!: string;

  @Field(() => MotifProtection, { description: 'Motif.' })
  motif!: codes.MotifProtection;

  @Field(() => String, {
    nullable: true,
    description: 'Précision, obligatoire pour `AUTRE` : la menace, jamais le lieu.',
  })
  precision?: string | null;
}

@InputType({ description: 'Propose de lever une protection, ou décide de ce qu’une autre personne a proposé.' })
export class LeverProtectionInput {
  @Field(() => String, {
    nullable: true,
    description:
      "Clé d'idempotence choisie par votre institution : renvoyée, la même demande rend la même réponse au lieu d'un refus.",
  })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Protection.' })
  protectionId!: string;

  @Field(() => String, { description: 'Motif.' })
  motif!: string;
}

@ObjectType({ description: 'Résultat de `protegerDossier` et de `leverProtection`.' })
export class ProtectionPayload extends ResultatActe {
  @Field(() => Protection, { nullable: true, description: 'Protection ; absente si refusé.' })
  protection?: Protection | null;
}

export function publierProtection(row: ProtectionRow): Protection {
  const { id, motif, precision, poseePar, poseeLe, confirmeeLe, motifLevee, leveeLe } = row;
  return Object.assign(new Protection(), {
    ...{ id, etat: codes.etatDe(row), motif, precision, poseePar, motifLevee },
    poseeLe: poseeLe.toISOString(),
    confirmeeLe: confirmeeLe?.toISOString() ?? null,
    leveeLe: leveeLe?.toISOString() ?? null,
  });
}
