import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type * as codes from '../../domain/code-lists';
import { connectionOf } from '../../published/connection';
import * as enums from '../../published/enums';
import { DateCivile, Horodatage } from '../../published/scalars';
import { NatureMesureUrgente, type CodeMesureUrgente } from './enums';
import type { MesureUrgenteRow } from './mesure-urgente.entity';

@ObjectType({ description: "Service ou personne à qui l'enfant est confié." })
export class ConfieA {
  @Field(() => String, { description: 'Nom.' })
  nom!: string;

  @Field(() => String, { nullable: true, description: 'FINESS.' })
  finess?: string | null;

  @Field(() => String, { nullable: true, description: 'SIRET.' })
  siret?: string | null;
}

@ObjectType({ description: 'Droits des parents fixés par l’ordonnance, ou réservés (C. civ. 375-5 al. 2).' })
export class DroitsParents {
  @Field(() => Boolean, { description: 'Tous les droits sont réservés.' })
  reserves!: boolean;

  @Field(() => String, { nullable: true, description: 'Correspondance.' })
  correspondance?: string | null;

  @Field(() => String, { nullable: true, description: 'Visites.' })
  visites?: string | null;

  @Field(() => String, { nullable: true, description: 'Hébergement.' })
  hebergement?: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Mesure urgente du procureur (C. civ. 375-5).' })
export class MesureUrgente {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => NatureMesureUrgente, { description: 'Nature.' })
  nature!: CodeMesureUrgente;

  @Field(() => String, { description: 'Tribunal judiciaire.' })
  tj!: string;

  @Field(() => String, { description: 'Numéro de parquet, unique avec le tribunal.' })
  numeroParquet!: string;

  @Field(() => String, { description: "Collectivité dont l'ASE est avisée." })
  collectivite!: string;

  @Field(() => Horodatage, { description: "Date et heure de l'ordonnance." })
  priseLe!: string;

  @Field(() => Horodatage, { description: 'Enregistrement par le hub.' })
  transmiseLe!: string;

  @Field(() => String, { description: 'Magistrat.' })
  magistrat!: string;

  @Field(() => String, { description: "Motifs de l'urgence." })
  motifs!: string;

  @Field(() => enums.Lieu3753, { nullable: true, description: "À qui l'enfant est confié, pour un placement." })
  lieu?: codes.Lieu3753 | null;

  @Field(() => ConfieA, { nullable: true, description: 'Service ou personne désignés, pour un placement.' })
  confieA?: ConfieA | null;

  @Field(() => DroitsParents, { nullable: true, description: 'Droits des parents, pour un placement.' })
  droitsParents?: DroitsParents | null;

  @Field(() => DateCivile, { nullable: true, description: 'Terme ; absent : jusqu’à la décision du juge des enfants.' })
  jusquAu?: string | null;

  @Field(() => Boolean, { description: 'Force publique requise.' })
  forcePublique!: boolean;

  @Field(() => String, { description: "SHA-256 de la forme canonique RFC 8785 de l'ordonnance reçue." })
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

export const MesureUrgenteConnection = connectionOf(
  MesureUrgente,
  'MesureUrgente',
  'Mesures urgentes que votre institution peut lire.',
);

export function publierMesure({ contenu, ...row }: MesureUrgenteRow): MesureUrgente {
  const { magistrat, motifs, confieA, droitsParents, jusquAu, forcePublique } = contenu;
  return Object.assign(new MesureUrgente(), {
    ...row,
    ...{ magistrat, motifs, confieA, droitsParents, jusquAu, forcePublique },
    priseLe: row.priseLe.toISOString(),
    transmiseLe: row.transmiseLe.toISOString(),
  });
}
