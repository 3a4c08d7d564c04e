import { Field, ObjectType } from 'type-graphql';
import type { CanalTransfert as CodeCanal } from '../../../domain/suites';
import { Horodatage } from '../../../published/scalars';
import { CanalTransfert } from '../../../published/transmission';
import type { TransfertRow } from './transfert.entity';

@ObjectType({ description: "Passage d'une information à la collectivité compétente (CASF L221-3)." })
export class TransfertInformation {
  @Field(() => String, { description: "Collectivité d'origine." })
  de!: string;

  @Field(() => String, { description: 'Collectivité compétente.' })
  vers!: string;

  @Field(() => String, { description: "Référence de l'information à l'origine." })
  referenceDepart!: string;

  @Field(() => String, {
    nullable: true,
    description: "Référence à l'arrivée ; absente si cette CRIP n'était pas reliée au hub.",
  })
  referenceArrivee?: string | null;

  @Field(() => CanalTransfert, { description: 'Par quelle voie.' })
  canal!: CodeCanal;

  @Field(() => String, { nullable: true, description: 'Preuve de la remise par une autre voie que le hub.' })
  preuve?: string | null;

  @Field(() => Horodatage, { description: 'Quand.' })
  le!: string;
}

export function publierTransfert(row: TransfertRow): TransfertInformation {
  const { de, vers, referenceDepart, referenceArrivee, canal, preuve, le } = row;
  return Object.assign(new TransfertInformation(), {
    ...{ de, vers, referenceDepart, referenceArrivee, canal, preuve, le: le.toISOString() },
  });
}
