import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type * as codes from '../../domain/code-lists';
import { AccuseReception, ResultatActe } from '../../published/accuse-reception.type';
import { connectionOf } from '../../published/connection';
import * as enums from '../../published/enums';
import { Horodatage } from '../../published/scalars';
import type { SaisineRow } from './saisine.entity';

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'Saisine du président du conseil départemental par le Défenseur des droits (LO 2011-333 art. 35).',
})
export class SaisineDefenseur {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => enums.TypeSaisine, { description: 'Objet.' })
  type!: codes.TypeSaisine;

  @Field(() => String, { description: 'Collectivité saisie.' })
  collectivite!: string;

  @Field(() => Horodatage, { description: 'Enregistrement par le hub.' })
  transmiseLe!: string;

  @Field(() => Int, { description: 'Délai de réponse fixé, en jours.' })
  delaiReponseJours!: number;

  @Field(() => String, { description: 'Faits.' })
  faits!: string;

  @Field(() => [String], { description: 'Vérifications demandées.' })
  verificationsDemandees!: string[];

  @Field(() => String, { nullable: true, description: 'Qualité de la personne qui a saisi le Défenseur.' })
  qualiteReclamant?: string | null;

  @Field(() => String, { description: 'SHA-256 de la forme canonique RFC 8785 de la saisine reçue.' })
  empreinte!: string;

  enfantId!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'Enfant pour lequel au moins un échange est en cours. Chaque institution y ajoute ses champs : tous, hors son identité, s’ouvrent pour une finalité, par quelque objet que l’on y vienne (`FINALITE_REQUISE`).',
})
export class Enfant {
  @Field(() => ID, { description: 'Identifiant propre au hub, sans lien avec le NIR, l’INS ni l’INE.' })
  id!: string;
}

export const SaisineDefenseurConnection = connectionOf(
  SaisineDefenseur,
  'SaisineDefenseur',
  'Saisines que votre institution peut lire.',
);

@ObjectType({ description: 'Résultat de `transmettreSaisineDefenseur`.' })
export class TransmettreSaisineDefenseurPayload extends ResultatActe {
  @Field(() => AccuseReception, { nullable: true, description: "Accusé de réception ; absent si l'envoi est refusé." })
  accuseReception?: AccuseReception | null;
}

export function publierSaisine(row: SaisineRow): SaisineDefenseur {
  return Object.assign(new SaisineDefenseur(), { ...row, transmiseLe: row.transmiseLe.toISOString() });
}
