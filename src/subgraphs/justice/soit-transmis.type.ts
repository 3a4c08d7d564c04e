import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../published/connection';
import { DateCivile, Horodatage } from '../../published/scalars';
import { ObjetSoitTransmis, type CodeObjetSoitTransmis } from './enums';
import type { SoitTransmisRow } from './soit-transmis.entity';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Soit-transmis du procureur à la CRIP.' })
export class SoitTransmis {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => String, { description: 'Tribunal judiciaire.' })
  tj!: string;

  @Field(() => String, { description: 'Numéro de parquet, unique avec le tribunal.' })
  numeroParquet!: string;

  @Field(() => String, { description: 'Collectivité dont la CRIP est saisie.' })
  collectivite!: string;

  @Field(() => String, { description: 'Magistrat.' })
  magistrat!: string;

  @Field(() => ObjetSoitTransmis, { description: 'Ce qui est demandé.' })
  objet!: CodeObjetSoitTransmis;

  @Field(() => String, { description: 'Texte.' })
  texte!: string;

  @Field(() => DateCivile, { nullable: true, description: 'Réponse attendue pour cette date.' })
  reponseAttendueLe?: string | null;

  @Field(() => Boolean, { description: "Réservé à la CRIP : l'ASE ne le lit pas." })
  confidentiel!: boolean;

  @Field(() => Horodatage, { description: 'Enregistrement par le hub.' })
  transmisLe!: string;

  @Field(() => ID, { nullable: true, description: "Information reçue qu'il est devenu, pour la CRIP et l'ASE." })
  informationId?: string | null;

  @Field(() => String, { description: 'SHA-256 de la forme canonique RFC 8785 du soit-transmis reçu.' })
  empreinte!: string;

  enfantId!: string;
}

export const SoitTransmisConnection = connectionOf(
  SoitTransmis,
  'SoitTransmis',
  'Soit-transmis que votre institution peut lire.',
);

export function publierSoitTransmis(row: SoitTransmisRow): SoitTransmis {
  return Object.assign(new SoitTransmis(), { ...row, transmisLe: row.transmisLe.toISOString() });
}
